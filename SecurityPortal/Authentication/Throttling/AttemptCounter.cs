namespace SecurityPortal.Authentication.Throttling;

/// <summary>Failures in a row against one account or from one address.</summary>
internal sealed class AttemptCounter
{
    /// <summary>The key that attempts are counted under, such as <c>factor:&lt;user id&gt;</c>.</summary>
    public required string Key { get; init; }

    public int Failures { get; set; }

    public DateTimeOffset LockedUntil { get; set; }

    public DateTimeOffset LastAttemptAt { get; set; }
}
