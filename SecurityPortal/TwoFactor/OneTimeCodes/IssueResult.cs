namespace SecurityPortal.TwoFactor.OneTimeCodes;

/// <summary>The result of requesting a code.</summary>
public abstract record IssueResult
{
    private IssueResult()
    {
    }

    /// <summary>A code is on its way; the next may be requested at <paramref name="NextAt"/>.</summary>
    public sealed record Issued(DateTimeOffset NextAt) : IssueResult;

    /// <summary>The last code was sent too recently.</summary>
    public sealed record TooSoon(DateTimeOffset NextAt) : IssueResult;

    /// <summary>The account was sent too many codes in this hour or day.</summary>
    public sealed record TooMany : IssueResult;

    /// <summary>A code could not have been sent, so none was created; the previous one still works.</summary>
    public sealed record NotSent(CodeRefusal Why) : IssueResult;

    /// <summary>There is nowhere to send the code: the method was turned off, or the enrolment is over.</summary>
    public sealed record NoDestination : IssueResult;
}
