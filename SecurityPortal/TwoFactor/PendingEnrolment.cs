namespace SecurityPortal.TwoFactor;

/// <summary>
/// An enrolment that was begun, but whose method is not on yet. Each person has at most one per method: a newer one, perhaps
/// in another tab, voids the older.
/// </summary>
internal sealed class PendingEnrolment
{
    public required Guid Id { get; init; }

    public required string UserId { get; init; }

    public required string Method { get; init; }

    public required Guid SessionId { get; init; }

    /// <summary>The method's data until it is on (such as a key or a number), encrypted.</summary>
    public required byte[] Payload { get; init; }

    /// <summary>What the proof left behind, such as the time step that it used up.</summary>
    public string? Proof { get; set; }

    /// <summary>The person's name for a new key or app.</summary>
    public string? Name { get; set; }

    /// <summary>The id of the enrolment, already proven, that waits for this one.</summary>
    public Guid? Completes { get; init; }

    public DateTimeOffset? ProvenAt { get; set; }

    public int Attempts { get; set; }

    public required DateTimeOffset ExpiresAt { get; set; }

    /// <summary>The purpose of the tokens that prove this enrolment.</summary>
    public string TokenPurpose => EnrolmentPurpose.Of(Id);
}
