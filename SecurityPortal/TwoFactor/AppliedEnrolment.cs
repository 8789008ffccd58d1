namespace SecurityPortal.TwoFactor;

/// <summary>What the row of a method says once it is on.</summary>
internal sealed record AppliedEnrolment(int Count = 1, string? Hint = null, string Destination = "")
{
    /// <summary>The person's other session that took part in the proof, and is not ended by the change (R18).</summary>
    public Guid? TookPart { get; init; }
}
