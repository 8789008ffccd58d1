namespace SecurityPortal.TwoFactor;

/// <summary>What the row of a method holds once the method is on.</summary>
internal sealed record AppliedEnrolment(int Count = 1, string? Hint = null, string Destination = "")
{
    /// <summary>The person's other session that took part in the proof; the change does not end it (R18).</summary>
    public Guid? TookPart { get; init; }
}
