namespace SecurityPortal.TwoFactor;

/// <summary>An enrolment whose proof was accepted.</summary>
/// <param name="Payload">What the method stored when the enrolment was begun.</param>
/// <param name="Proof">What the proof left behind.</param>
/// <param name="Name">The name that the person typed for a new key or app.</param>
internal sealed record ProvenEnrolment(string Payload, string? Proof, string? Name)
{
    public override string ToString() => nameof(ProvenEnrolment);
}
