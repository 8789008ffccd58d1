namespace SecurityPortal.TwoFactor.OneTimeCodes;

/// <summary>How many codes went out for one key (an account, a number) in one hour or day.</summary>
internal sealed class CodeSendCount
{
    public required string Key { get; init; }

    /// <summary>The hour or day, as its beginning.</summary>
    public required DateTimeOffset Period { get; init; }

    public int Count { get; set; }
}
