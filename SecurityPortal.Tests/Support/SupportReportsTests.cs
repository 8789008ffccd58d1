using System.Text;
using SecurityPortal.Audit;
using SecurityPortal.Support;
using SecurityPortal.Support.Actions;
using SecurityPortal.Support.Cases;
using SecurityPortal.Support.Reports;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Support;

/// <summary>What reports tell leads about a period, and how they are exported.</summary>
[OnBothDatabases]
public sealed class SupportReportsTests : IAsyncLifetime
{
    private readonly Portal _portal = new(("Support:ReportsPerHour", "3"), ("Support:ExportsPerHour", "2"));

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    private SupportReports Reports => _portal.Get<SupportReports>();

    private UnprotectedPeople People => _portal.Get<UnprotectedPeople>();

    private ReportExport Export => _portal.Get<ReportExport>();

    [Fact]
    public async Task Who_is_not_protected_is_counted_and_listed_alike()
    {
        var before = (await Reports.LoadAsync((await TestPerson.AtWorkAsync(_portal, "SupportLead")).Session, 7)).Report!.Protection;
        var lead = await TestPerson.AtWorkAsync(_portal, "SupportLead");
        var none = await TestPerson.CreateAsync(_portal);
        var weak = await TestPerson.WithAsync(_portal, MethodIds.Sms);
        await TestPerson.WithAsync(_portal, MethodIds.App, MethodIds.Sms);

        var after = (await Reports.LoadAsync(lead.Session, 7)).Report!.Protection;

        // The lead has one key and so one way in.
        Assert.Equal((4, 1, 1), (after[0].All - before[0].All, after[0].NoMethod - before[0].NoMethod, after[0].WeakOnly - before[0].WeakOnly));
        Assert.Equal(("SupportLead", 1, 0, 1), (after[2].Role, after[2].All - before[2].All, after[2].NoMethod - before[2].NoMethod, after[2].OneWayIn - before[2].OneWayIn));
        Assert.Contains((await People.ListAsync(lead.Session, ProtectionGap.NoMethod)).People, person => person.Id == none.Id);
        Assert.Equal(weak.Id, Assert.Single((await People.ListAsync(lead.Session, ProtectionGap.WeakOnly)).People).Id);
    }

    [Fact]
    public async Task Checks_approvals_and_work_are_counted_by_agent()
    {
        var desk = await Desk.OpenAsync(_portal);
        await desk.PassCheckAsync();
        await desk.AskAsync(ActionKind.ResetAll);
        _portal.Clock.Advance(TimeSpan.FromMinutes(3));
        await desk.ApproveAsync(await desk.NewestActionAsync());
        await _portal.Get<CaseService>().CloseAsync(desk.Agent.Session, desk.Case);
        await desk.OpenCaseAsync(desk.Agent, await TestPerson.CreateAsync(_portal));

        var report = (await Reports.LoadAsync(desk.Lead.Session, 7)).Report!;

        Assert.Equal((1, 0, TimeSpan.FromMinutes(3)), (report.Approvals.Approved, report.Approvals.Waiting, report.Approvals.Median));
        Assert.Equal(1, report.Checks.Single(row => row.Kind == CheckKind.IdentityDocument).Passed);
        var agent = report.Workload.Single(row => row.AgentId == desk.Agent.Id);
        Assert.Equal((1, 0, 1, 1), (agent.Open, agent.Overdue, agent.Closed, agent.Requests));
        Assert.Equal(1, report.Workload.Single(row => row.AgentId == desk.Lead.Id).Checks);
        Assert.Equal((7, 2, 1), (report.Days.Count, report.Days[^1].Opened, report.Days[^1].Closed));
    }

    [Fact]
    public async Task The_median_of_two_decisions_lies_between_them()
    {
        var desk = await Desk.OpenAsync(_portal);
        foreach (var minutes in new[] { 1, 3 })
        {
            await desk.AskAsync(ActionKind.ResetAll);
            _portal.Clock.Advance(TimeSpan.FromMinutes(minutes));
            Assert.IsType<SupportResult.Done>(await _portal.Get<Approvals>().RefuseAsync(
                desk.Lead.Session, (await desk.NewestActionAsync()).Id, "Call them back first"));
        }

        var approvals = (await Reports.LoadAsync(desk.Lead.Session, 7)).Report!.Approvals;

        Assert.Equal((2, TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(3)), (approvals.Refused, approvals.Median, approvals.Longest));
    }

    [Fact]
    public async Task The_median_of_two_times_to_sign_in_lies_between_them()
    {
        var desk = await Desk.OpenAsync(_portal);
        var other = await TestPerson.WithAsync(_portal, MethodIds.App, MethodIds.Sms);
        var second = await desk.OpenCaseAsync(desk.Agent, other);
        await desk.AskAsync(ActionKind.ResetMethod, MethodIds.App);
        await desk.ApproveAsync(await desk.NewestActionAsync());
        await desk.AskAsync(ActionKind.ResetMethod, MethodIds.App, inCase: second);
        await desk.ApproveAsync(await desk.NewestActionAsync(other));
        foreach (var (person, minutes) in new[] { (desk.Caller, 2), (other, 4) })
        {
            _portal.Clock.Advance(TimeSpan.FromMinutes(minutes));
            await _portal.Get<AuditLogWriter>().AppendAsync(new(person.Id, AuditEvents.SignedIn, "Password"));
        }

        var browser = await desk.Agent.Browser().GetAsync("/support/overview");

        Assert.Equal(
            ["4 minutes", "6 minutes", "2"],
            browser.Page!.QuerySelectorAll("[aria-labelledby=access] dd").Select(figure => figure.TextContent.Trim()));
    }

    [Fact]
    public async Task Only_leads_read_them_each_reading_counts_and_is_logged()
    {
        var desk = await Desk.OpenAsync(_portal);
        Assert.Equal(SupportFault.NotLead, (await Reports.LoadAsync(desk.Agent.Session, 7)).Fault);
        Assert.Equal(SupportFault.NotLead, (await People.ListAsync(desk.Agent.Session, ProtectionGap.NoMethod)).Fault);
        Assert.Equal(SupportFault.NotLead, (await Export.BeginAsync(desk.Agent.Session, new())).Fault);
        Assert.Equal(SupportFault.NotStaff, (await Reports.LoadAsync((await desk.Caller.SignInAsync(MethodIds.App)).Session, 7)).Fault);
        Assert.Equal(SupportFault.InvalidInput, (await Reports.LoadAsync(desk.Lead.Session, 8)).Fault);
        Assert.Equal(SupportFault.InvalidInput, (await People.ListAsync(desk.Lead.Session, (ProtectionGap)7)).Fault);
        Assert.Equal(SupportFault.InvalidInput, (await People.ListAsync(desk.Lead.Session, ProtectionGap.NoMethod, "Administrator")).Fault);

        var faults = await Task.WhenAll(Enumerable.Range(0, 10).Select(async i => i % 2 == 0
            ? (await Reports.LoadAsync(desk.Lead.Session, 30)).Fault
            : (await People.ListAsync(desk.Lead.Session, ProtectionGap.NoMethod)).Fault));

        Assert.Equal(3, faults.Count(fault => fault is null));
        Assert.All(faults.Where(fault => fault is not null), fault => Assert.Equal(SupportFault.TooManyLookups, fault));
        Assert.Equal(3, (await desk.LogAsync("report-read", "")).Count);
        await desk.Lead.HasRoleAsync("Support");
        Assert.Equal(SupportFault.NotLead, (await Reports.LoadAsync(desk.Lead.Session, 7)).Fault);
    }

    [Fact]
    public async Task An_export_takes_a_key_just_now_counts_and_is_logged_and_no_cell_is_a_formula()
    {
        var lead = await TestPerson.AtWorkAsync(_portal, "SupportLead");
        var person = await TestPerson.CreateAsync(_portal);
        await Rows.ExecuteAsync(
            _portal, $"""UPDATE "AspNetUsers" SET "UserName" = {"=HYPERLINK(\"http://evil.example\")"}, "Email" = {"@SUM(1)"} WHERE "Id" = {person.Id}""");

        var text = await TextAsync(lead, new(ProtectionGap.NoMethod));
        Assert.Contains("'=HYPERLINK(", text);
        Assert.Contains("'@SUM(1)", text);
        Assert.DoesNotContain("\n=", text);
        Assert.Contains("Protection,Everybody,NoMethod,", await TextAsync(lead, new()));
        Assert.Equal(SupportFault.TooManyActions, (await Export.BeginAsync(lead.Session, new())).Fault);
        _portal.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(SupportFault.NeedsConfirmation, (await Export.BeginAsync(lead.Session, new())).Fault);
        await using var db = await _portal.OpenDatabaseAsync();
        Assert.Equal(
            ["NoMethod", "Figures 30"],
            db.Set<SecurityPortal.Audit.AuditLogEntry>().Where(entry => entry.Event == "report-exported").OrderBy(entry => entry.Sequence)
                .Select(entry => entry.Detail).ToList());
    }

    [Fact]
    public async Task A_long_list_is_written_to_its_end_in_pieces()
    {
        var lead = await TestPerson.AtWorkAsync(_portal, "SupportLead");
        await using (var db = await _portal.OpenDatabaseAsync())
        {
            db.AddRange(Enumerable.Range(0, 1100).Select(i => new SecurityPortal.Platform.Database.PortalUser
            {
                Id = $"many-{i:D4}",
                UserName = $"many{i}",
                NormalizedUserName = $"MANY{i}",
                SecurityStamp = "s",
            }));
            await db.SaveChangesAsync();
        }

        var lines = (await TextAsync(lead, new(ProtectionGap.NoMethod))).Split("\r\n").Where(line => line.StartsWith("many", StringComparison.Ordinal)).ToList();

        Assert.Equal((1100, 1100), (lines.Count, lines.Distinct().Count()));
        var first = (await People.ListAsync(lead.Session, ProtectionGap.NoMethod)).People;
        var second = (await People.ListAsync(lead.Session, ProtectionGap.NoMethod, after: first[^1].Id)).People;
        Assert.Empty(first.Select(row => row.Id).Intersect(second.Select(row => row.Id)));
    }

    private async Task<string> TextAsync(TestPerson lead, ReportRequest wish)
    {
        var (extract, _) = await Export.BeginAsync(lead.Session, wish);
        using var stream = new MemoryStream();
        await Export.WriteAsync(stream, extract!, CancellationToken.None);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
