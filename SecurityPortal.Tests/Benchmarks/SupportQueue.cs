using System.Diagnostics;
using SecurityPortal.Support.Cases;
using SecurityPortal.Support.Reports;
using SecurityPortal.Tests.Fixtures;
using SecurityPortal.Tests.Support;

namespace SecurityPortal.Tests.Benchmarks;

/// <summary>How long the desk waits for a page of the queue, its counts, a case and a report with ten thousand open cases.</summary>
public sealed class SupportQueue
{
    private const int Cases = 10_000;
    private const int Repeats = 50;

    [OnDemand]
    public async Task Pages_of_the_queue_with_ten_thousand_open_cases()
    {
        await using var portal = new Portal(("Support:ReportsPerHour", "1000000"));
        var desk = await Desk.OpenAsync(portal);
        await VolumeCases.SeedAsync(portal, [desk.Caller.Id], desk.Agent.Id, Cases);
        var queue = portal.Get<CaseQueue>();
        var figures = new Figures("The queue with 10,000 open cases, in ms, through the services", "what", "p50", "p95");
        foreach (var filter in new[] { CaseFilter.Open, CaseFilter.Mine, CaseFilter.Unassigned, CaseFilter.Overdue, CaseFilter.Waiting })
        {
            await MeasureAsync(figures, $"{filter}, most urgent first", () => queue.ListAsync(desk.Lead.Session, new(filter)));
            await MeasureAsync(figures, $"{filter}, due first", () => queue.ListAsync(desk.Lead.Session, new(filter, Sort: CaseSort.Due)));
        }

        await MeasureAsync(figures, "all counts", () => queue.CountAsync(desk.Lead.Session));
        await MeasureAsync(figures, "what waits", () => queue.DueAsync(desk.Agent.Session));
        await MeasureAsync(figures, "a case", () => portal.Get<CaseDetailQueries>().LoadAsync(desk.Agent.Session, desk.Case));
        await MeasureAsync(figures, "a report of 90 days", () => portal.Get<SupportReports>().LoadAsync(desk.Lead.Session, 90));
        figures.Print("SecurityPortal.Tests.Benchmarks.SupportQueue.Pages_of_the_queue_with_ten_thousand_open_cases");
    }

    private static async Task MeasureAsync<T>(Figures figures, string what, Func<Task<T>> act)
    {
        List<double> times = [];
        for (var i = 0; i < Repeats; i++)
        {
            var clock = Stopwatch.StartNew();
            await act();
            times.Add(clock.Elapsed.TotalMilliseconds);
        }

        times.Sort();
        figures.Add(what, $"{times[times.Count / 2]:F1}", $"{times[(int)(times.Count * 0.95)]:F1}");
    }
}
