namespace SecurityPortal.Authentication.Throttling;

/// <summary>How often something was done under one key in one period.</summary>
internal sealed class RateLimit
{
    /// <summary>What is counted for whom, such as <c>passkey-asked:&lt;network&gt;</c>.</summary>
    public required string Key { get; init; }

    /// <summary>The period, as its beginning.</summary>
    public required DateTimeOffset Period { get; init; }

    public int Count { get; set; }
}
