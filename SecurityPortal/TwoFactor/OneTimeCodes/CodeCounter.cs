using System.Diagnostics.Metrics;

namespace SecurityPortal.TwoFactor.OneTimeCodes;

/// <summary>Counts, for the operator, the codes requested and entered, by method and outcome.</summary>
internal sealed class CodeCounter
{
    private readonly Counter<long> _asked;
    private readonly Counter<long> _entered;

    public CodeCounter(IMeterFactory meters)
    {
        var meter = meters.Create("SecurityPortal");
        _asked = meter.CreateCounter<long>("security_portal.codes.asked", "{code}", "Codes asked for, by method and outcome.");
        _entered = meter.CreateCounter<long>("security_portal.codes.entered", "{code}", "Codes typed in, by method and outcome.");
    }

    public void Asked(string method, IssueResult result) =>
        _asked.Add(1, new("method", method), new("outcome", result switch
        {
            IssueResult.Issued => "issued",
            IssueResult.TooSoon => "too-soon",
            IssueResult.TooMany => "too-many",
            _ => "not-sent",
        }));

    public void Entered(string method, bool right) =>
        _entered.Add(1, new("method", method), new("outcome", right ? "right" : "refused"));
}
