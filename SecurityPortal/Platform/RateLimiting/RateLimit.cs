namespace SecurityPortal.Platform.RateLimiting;

/// <summary>How often something was done under one key in one period.</summary>
internal sealed class RateLimit
{
    /// <summary>The key that requests are counted under, such as <c>passkey-asked:&lt;network&gt;</c>.</summary>
    public required string Key { get; init; }

    /// <summary>The beginning of the period, or of the step of a sliding one.</summary>
    public required DateTimeOffset Period { get; init; }

    /// <summary>When it no longer counts.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    public int Count { get; set; }
}
