namespace SecurityPortal.TwoFactor;

/// <summary>An enrolment in progress.</summary>
/// <param name="Id">The id of the enrolment, which the proof must name.</param>
/// <param name="Method">The id of the method.</param>
/// <param name="Display">What the method's component shows.</param>
public sealed record StartedEnrolment(Guid Id, string Method, object? Display)
{
    public override string ToString() => nameof(StartedEnrolment);
}
