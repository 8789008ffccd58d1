using Microsoft.EntityFrameworkCore;
using SecurityPortal.Support;
using SecurityPortal.Support.Cases;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Support;

/// <summary>Changes to many cases at once: they follow the rules for one case, and count towards a limit.</summary>
[OnBothDatabases]
public sealed class CaseBatchTests : IAsyncLifetime
{
    private readonly Portal _portal = new(("Support:ListChangesPerHour", "6"));

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    private CaseBatch Batch => _portal.Get<CaseBatch>();

    [Fact]
    public async Task An_agent_closes_their_own_and_is_told_which_were_not()
    {
        var (desk, other, cases) = await CasesAsync(2);
        var mine = await desk.OpenCaseAsync(other, desk.Caller);

        var result = await Batch.CloseAsync(other.Session, [.. cases, mine]);

        Assert.Equal((1, null), (result.Done, result.Fault));
        Assert.Equal([SupportFault.NotYours, SupportFault.NotYours], result.Refused.Select(refusal => refusal.Fault));
        Assert.Single(await desk.LogAsync("case-closed"));
    }

    [Fact]
    public async Task A_lead_closes_all_but_those_in_which_something_waits()
    {
        var (desk, _, cases) = await CasesAsync(2);
        await desk.AskAsync(SecurityPortal.Support.Actions.ActionKind.ResetAll, inCase: cases[0]);

        var result = await Batch.CloseAsync(desk.Lead.Session, cases);

        Assert.Equal(1, result.Done);
        Assert.Equal(SupportFault.ActionPending, Assert.Single(result.Refused).Fault);
    }

    [Fact]
    public async Task A_lead_gives_the_cases_of_one_who_is_ill_to_another_with_a_note()
    {
        var (desk, other, cases) = await CasesAsync(3);

        // Without a note, nothing is tried and nothing counts towards the limit of six.
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(SupportFault.InvalidInput, (await Batch.AssignAsync(desk.Lead.Session, cases, other.Id, null)).Fault);
        }

        Assert.Equal(3, (await Batch.AssignAsync(desk.Lead.Session, cases, other.Id, "Sam is ill")).Done);
        Assert.Equal(3, (await _portal.Get<CaseQueue>().ListAsync(other.Session, new(CaseFilter.Mine))).Total);
    }

    [Fact]
    public async Task An_agent_takes_what_nobody_has_and_no_more()
    {
        var (desk, other, cases) = await CasesAsync(2);
        await _portal.Get<CaseAssignments>().ReleaseAsync(desk.Agent.Session, cases[0], desk.Agent.Id, null);

        var result = await Batch.AssignAsync(other.Session, cases, other.Id, null);

        Assert.Equal(1, result.Done);
        Assert.Equal(SupportFault.NotYours, Assert.Single(result.Refused).Fault);
    }

    [Fact]
    public async Task In_an_hour_so_many_are_changed_as_the_cap_allows_however_they_are_sent()
    {
        var (desk, other, cases) = await CasesAsync(5);

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Batch.AssignAsync(desk.Lead.Session, cases, other.Id, "Take them")));

        Assert.True(results.Sum(result => result.Done + result.Refused.Count) == 6, "Each case that was tried counts.");
        Assert.Contains(results, result => result.Fault == SupportFault.TooManyActions);
    }

    [Fact]
    public async Task More_than_a_page_none_at_all_and_cases_that_are_not_there_change_nothing()
    {
        var (desk, _, _) = await CasesAsync(1);

        Assert.Equal(SupportFault.InvalidInput, (await Batch.CloseAsync(desk.Lead.Session, [])).Fault);
        Assert.Equal(
            SupportFault.InvalidInput,
            (await Batch.CloseAsync(desk.Lead.Session, [.. Enumerable.Range(0, CaseBatch.Max + 1).Select(_ => Guid.NewGuid())])).Fault);
        Assert.Equal((0, null), ((await Batch.CloseAsync(desk.Lead.Session, [Guid.NewGuid()])) is var none ? (none.Done, none.Fault) : default));
        await desk.Lead.HasRoleAsync(null);
        Assert.Equal(SupportFault.NotStaff, (await Batch.CloseAsync(desk.Lead.Session, [desk.Case])).Fault);
        await using var db = await _portal.OpenDatabaseAsync();
        Assert.Equal(0, await db.Set<SupportCase>().CountAsync(row => row.ClosedAt != null));
    }

    // Each case has its own person, so that none interferes with another.
    private async Task<(Desk Desk, TestPerson Other, List<Guid> Cases)> CasesAsync(int count)
    {
        var desk = await Desk.OpenAsync(_portal);
        List<Guid> cases = [desk.Case];
        for (var i = 1; i < count; i++)
        {
            cases.Add(await desk.OpenCaseAsync(desk.Agent, await TestPerson.CreateAsync(_portal)));
        }

        return (desk, await TestPerson.AtWorkAsync(_portal, "Support"), cases);
    }
}
