using SecurityPortal.Support.Cases;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Support;

/// <summary>The queue with ten thousand open cases: every list is complete and served by indexes.</summary>
public sealed class CaseQueueAtVolumeTests : IAsyncLifetime
{
    private const int Cases = 10_000;
    private readonly Portal _portal = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    private CaseQueue Queue => _portal.Get<CaseQueue>();

    [Fact]
    public async Task Ten_thousand_open_cases_are_listed_to_the_last_one_and_no_list_reads_a_table_through()
    {
        var desk = await Desk.OpenAsync(_portal);
        await desk.AskAsync(SecurityPortal.Support.Actions.ActionKind.ResetAll);
        await VolumeCases.SeedAsync(_portal, [desk.Caller.Id], desk.Agent.Id, Cases);

        var open = await Queue.ListAsync(desk.Lead.Session, new());
        Assert.Equal((Cases + 1, 401, desk.Case), (open.Total, open.Pages, open.Lines[0].Id));
        Assert.Single((await Queue.ListAsync(desk.Lead.Session, new(Page: 401))).Lines);
        Assert.Equal((Cases / 2) + 1, (await Queue.ListAsync(desk.Agent.Session, new(CaseFilter.Mine))).Total);
        Assert.Equal(Cases / 2, (await Queue.ListAsync(desk.Agent.Session, new(CaseFilter.Unassigned))).Total);
        var late = await Queue.ListAsync(desk.Agent.Session, new(CaseFilter.Overdue, Sort: CaseSort.Due));
        Assert.Equal(Cases, late.Total);
        Assert.Equal(late.Lines.OrderBy(line => line.DueAt).Select(line => line.Id), late.Lines.Select(line => line.Id));
        Assert.Equal(Cases + 1, (await Queue.CountAsync(desk.Agent.Session))![CaseFilter.Open]);

        await using var db = await _portal.OpenDatabaseAsync();
        foreach (var filter in Enum.GetValues<CaseFilter>())
        {
            foreach (var sort in Enum.GetValues<CaseSort>())
            {
                var request = new CaseListRequest(filter, Sort: sort);
                var plan = await VolumeCases.PlanAsync(db, CaseQueue.Page(Queue.Rows(db, desk.Agent.Id, request), request));
                Assert.True(plan.All(step => VolumeCases.UsesIndex(step, filter)), $"{filter}, {sort}:\n{string.Join('\n', plan)}");
            }
        }
    }

    [Theory]
    [InlineData(CaseFilter.Open)]
    [InlineData(CaseFilter.Mine)]
    [InlineData(CaseFilter.Waiting)]
    [InlineData(CaseFilter.Alarms)]
    [InlineData(CaseFilter.Quiet)]
    [InlineData(CaseFilter.All)]
    [InlineData(CaseFilter.Closed)]
    public async Task The_most_urgent_of_a_list_are_read_in_the_order_of_an_index_and_nothing_is_sorted(CaseFilter filter)
    {
        await using var db = await _portal.OpenDatabaseAsync();
        var request = new CaseListRequest(filter);

        var plan = await VolumeCases.PlanAsync(db, CaseQueue.Page(Queue.Rows(db, "agent", request), request));

        Assert.All(plan, step => Assert.DoesNotContain("USE TEMP B-TREE FOR ORDER BY", step));
        Assert.Contains(plan, step => step.Contains("USING INDEX IX_SupportCases_", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Mine_is_asked_of_the_index_of_whose_a_case_is()
    {
        var desk = await Desk.OpenAsync(_portal);
        await using var db = await _portal.OpenDatabaseAsync();
        var request = new CaseListRequest(CaseFilter.Mine);

        var plan = await VolumeCases.PlanAsync(db, CaseQueue.Page(Queue.Rows(db, desk.Agent.Id, request), request));

        Assert.Contains(plan, step => step.Contains("IX_SupportCases_AssignedTo", StringComparison.Ordinal));
    }
}
