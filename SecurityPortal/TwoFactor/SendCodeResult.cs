using SecurityPortal.TwoFactor.OneTimeCodes;

namespace SecurityPortal.TwoFactor;

/// <summary>The result of requesting a code.</summary>
public abstract record SendCodeResult
{
    private SendCodeResult()
    {
    }

    public sealed record Sent(IssueResult Result) : SendCodeResult;

    public sealed record Refused(MethodRefusal Refusal) : SendCodeResult;
}
