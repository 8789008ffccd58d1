namespace SecurityPortal.TwoFactor.LoginRequests;

/// <summary>A request, by somebody who knows the password, that a signed-in browser of the person let them in.</summary>
internal sealed class LoginRequest
{
    public required Guid Id { get; init; }

    public required string UserId { get; init; }

    /// <summary>The flow or enrolment that makes the request; only it can claim the answer.</summary>
    public required string Purpose { get; init; }

    /// <summary>The session that tests the method in an enrolment; it cannot answer its own request. Null for a sign-in.</summary>
    public Guid? AskingSession { get; init; }

    /// <summary>The two digits shown to the person who makes the request, encrypted.</summary>
    public required byte[] Number { get; init; }

    public required string UserAgent { get; init; }

    public required string Address { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public LoginRequestState State { get; set; }

    /// <summary>Numbers entered so far, right and wrong.</summary>
    public int Tries { get; set; }

    public Guid? ApprovedBy { get; set; }

    public DateTimeOffset? DecidedAt { get; set; }
}
