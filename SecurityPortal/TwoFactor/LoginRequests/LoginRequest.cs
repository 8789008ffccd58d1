namespace SecurityPortal.TwoFactor.LoginRequests;

/// <summary>Somebody who knows the password asks the person's signed-in browsers to be let in.</summary>
internal sealed class LoginRequest
{
    public required Guid Id { get; init; }

    public required string UserId { get; init; }

    /// <summary>The flow or enrolment that asks; only it can claim the answer.</summary>
    public required string Purpose { get; init; }

    /// <summary>The session that asks, in an enrolment or confirmation; it cannot answer itself.</summary>
    public Guid? AskingSession { get; init; }

    /// <summary>The two digits shown to the person who asks, encrypted.</summary>
    public required byte[] Number { get; init; }

    public required string UserAgent { get; init; }

    public required string Address { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public LoginRequestState State { get; set; }

    /// <summary>Numbers typed so far, right and wrong.</summary>
    public int Tries { get; set; }

    public Guid? ApprovedBy { get; set; }

    public DateTimeOffset? DecidedAt { get; set; }
}
