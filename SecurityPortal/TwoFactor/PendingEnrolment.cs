namespace SecurityPortal.TwoFactor;

/// <summary>
/// An enrolment that was begun and whose method is not on yet. One for each person and method: a newer one, in another tab
/// perhaps, makes the older void.
/// </summary>
internal sealed class PendingEnrolment
{
    public required Guid Id { get; init; }

    public required string UserId { get; init; }

    public required string Method { get; init; }

    public required Guid SessionId { get; init; }

    /// <summary>The method's data until it is on (a key, a number), encrypted.</summary>
    public required byte[] Payload { get; init; }

    /// <summary>The state after the proof, such as the time step that is spent.</summary>
    public string? Proof { get; set; }

    /// <summary>The person's name for a new key or app.</summary>
    public string? Name { get; set; }

    /// <summary>The enrolment, already proven, that waits for this one.</summary>
    public Guid? Completes { get; init; }

    public DateTimeOffset? ProvenAt { get; set; }

    public int Attempts { get; set; }

    public required DateTimeOffset ExpiresAt { get; set; }

    /// <summary>The purpose of the tokens that prove this enrolment.</summary>
    public string TokenPurpose => EnrolmentPurpose.Of(Id);
}
