namespace SecurityPortal.TwoFactor.OneTimeCodes;

/// <summary>
/// The newest code for one purpose and method. A new one overwrites it, so that at most one is ever valid.
/// </summary>
internal sealed class OneTimeCode
{
    /// <summary>The purpose of the code, such as <c>sign-in:&lt;flow id&gt;</c>.</summary>
    public required string Purpose { get; init; }

    public required string Method { get; init; }

    public required string UserId { get; init; }

    /// <summary>Keyed hash of purpose, method, destination and code; empty when there is no code to match.</summary>
    public required byte[] Hash { get; set; }

    public required DateTimeOffset SentAt { get; set; }

    public required DateTimeOffset ExpiresAt { get; set; }

    /// <summary>Codes sent so far for this purpose and method; the wait before the next one grows with it.</summary>
    public int Sends { get; set; }

    /// <summary>Attempts at the newest code.</summary>
    public int Attempts { get; set; }
}
