namespace SecurityPortal.TwoFactor.OneTimeCodes;

/// <summary>The result of asking for a code.</summary>
public abstract record IssueResult
{
    private IssueResult()
    {
    }

    /// <summary>A code is on its way; another may be asked for at <paramref name="NextAt"/>.</summary>
    public sealed record Issued(DateTimeOffset NextAt) : IssueResult;

    /// <summary>The last code is too recent, and still good.</summary>
    public sealed record TooSoon(DateTimeOffset NextAt) : IssueResult;

    /// <summary>The account had too many codes in this hour or day.</summary>
    public sealed record TooMany : IssueResult;

    /// <summary>A code would not have gone out, so none was made; the one before still works.</summary>
    public sealed record NotSent(CodeRefusal Why) : IssueResult;

    /// <summary>There is nowhere to send it any more: the method was turned off, or the enrolment given up, meanwhile.</summary>
    public sealed record NoDestination : IssueResult;
}
