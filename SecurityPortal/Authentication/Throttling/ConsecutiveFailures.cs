namespace SecurityPortal.Authentication.Throttling;

/// <summary>
/// Wrong answers in a row to one authenticator of an account. Unlike a lock, they do not expire: only a success, a new
/// authenticator, recovery or support resets them (NIST 800-63B-4 3.2.2).
/// </summary>
internal sealed class ConsecutiveFailures
{
    public required string UserId { get; init; }

    /// <summary>The group that shares a limit, such as all second factors; see <see cref="FailureLimit"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>The authenticator within the group: the id of a method, or empty if there is only one.</summary>
    public required string Authenticator { get; init; }

    /// <summary>Answers counted since the last success, including those still being checked.</summary>
    public int Count { get; set; }
}
