namespace SecurityPortal.Authentication.Throttling;

/// <summary>
/// Wrong answers in a row to one authenticator of an account. Unlike a lock, they do not lapse: only a success, a new
/// authenticator, recovery or support ends the row (NIST 800-63B-4 3.2.2).
/// </summary>
internal sealed class ConsecutiveFailures
{
    public required string UserId { get; init; }

    /// <summary>The group that shares a limit, such as all second factors; see <see cref="FailureLimit"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>Which of them: the id of a method, or empty where there is only one.</summary>
    public required string Authenticator { get; init; }

    /// <summary>Answers counted since the last success. Those still being looked at are among them.</summary>
    public int Count { get; set; }
}
