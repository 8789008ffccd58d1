using SecurityPortal.Support.Cases;

namespace SecurityPortal.Support.Reports;

/// <summary>Open cases of one stage by age: less than a day, less than a week, more.</summary>
/// <param name="Stage">Null for alarms.</param>
public sealed record CaseFigure(CaseStage? Stage, int Day, int Week, int Older)
{
    public int All => Day + Week + Older;
}
