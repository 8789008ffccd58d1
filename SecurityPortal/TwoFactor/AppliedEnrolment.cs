namespace SecurityPortal.TwoFactor;

/// <summary>The content of a method's row once it is on.</summary>
internal sealed record AppliedEnrolment(int Count = 1, string? Hint = null, string Destination = "")
{
    /// <summary>The person's other session that took part in the proof, and is not ended by the change (R18).</summary>
    public Guid? TookPart { get; init; }
}
