using System.Net;
using System.Text.Json;
using SecurityPortal.Audit;
using SecurityPortal.Support;
using SecurityPortal.Support.Actions;
using SecurityPortal.Support.Audit;
using SecurityPortal.Support.Cases;
using SecurityPortal.Support.Reports;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Support;

public sealed class TheTrailTests : IAsyncLifetime
{
    private const string Formula = "=HYPERLINK(\"https://evil.example\",\"Click\")";
    private const string Html = "<script>alert(1)</script><img src=x onerror=alert(2)>";
    private readonly Portal _portal = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task It_shows_who_did_what_to_whom_and_filters()
    {
        var desk = await Desk.OpenAsync(_portal);
        await desk.PassCheckAsync();
        await desk.AskAsync(ActionKind.ResetMethod, MethodIds.App);
        await desk.AskAsync(ActionKind.ResetMethod, MethodIds.WhatsApp);
        var trail = _portal.Get<SupportAuditLog>();

        var (all, _) = await trail.ListAsync(desk.Lead.Session, new(AuditEntryKind.Everything));
        var (denied, _) = await trail.ListAsync(desk.Lead.Session, new(AuditEntryKind.Denied));
        var (own, _) = await trail.ListAsync(desk.Lead.Session, new(AuditEntryKind.Actions, desk.Caller.Email));
        var (theirs, _) = await trail.ListAsync(desk.Lead.Session, new(AuditEntryKind.Support, desk.Agent.Email));
        var (tomorrow, _) = await trail.ListAsync(desk.Lead.Session, new(AuditEntryKind.Everything, From: new(2050, 3, 5)));

        Assert.Contains(all, entry => entry.Event == "method-off" && entry.Person == desk.Caller.Email && entry.Actor == desk.Agent.Email && entry.CaseNumber == "1001");
        Assert.Equal("ResetMethod WhatsApp: NothingToDo", Assert.Single(denied).Detail);
        Assert.Equal(["method-off", "support-asked"], own.Select(entry => entry.Event));
        Assert.Contains(theirs, entry => entry.Event == "case-opened");
        Assert.Empty(tomorrow);
    }

    [Fact]
    public async Task A_changed_entry_is_found()
    {
        var desk = await Desk.OpenAsync(_portal);
        var trail = _portal.Get<SupportAuditLog>();
        Assert.IsType<LogCheck.Intact>(await trail.VerifyAsync(desk.Agent.Session));

        await Rows.ExecuteAsync(_portal, $"""UPDATE "ActivityLog" SET "Actor" = 'somebody' WHERE "Event" = 'case-opened'""");

        var broken = Assert.IsType<LogCheck.Broken>(await trail.VerifyAsync(desk.Agent.Session));
        Assert.Equal(LogBreak.EntryChanged, broken.Break);
        Assert.Single((await trail.ListAsync(desk.Agent.Session, new())).Entries, entry => entry is { Event: "log-verified", Detail: "BROKEN" });
    }

    [Fact]
    public async Task Formulas_are_harmless_in_the_csv_and_lines_stay_whole()
    {
        var desk = await Desk.OpenAsync(_portal);
        foreach (var ticket in new[] { Formula, "+1", "-1", "@SUM(1)", "\uFF1D1+1", "\uFF20SUM(1)", "\u22121", "a\",\"b", "T\r\n9999,forged" })
        {
            await _portal.Get<CaseService>().OpenAsync(desk.Agent.Session, desk.Caller.Id, ticket, "R", LostThings.Nothing);
        }

        var csv = await ExportAsync(desk.Lead, AuditExportFormat.Csv);

        var cells = Cells(csv).SelectMany(row => row).ToList();
        Assert.Contains(cells, cell => cell.EndsWith(Formula, StringComparison.Ordinal));
        Assert.DoesNotContain(cells, cell => cell.Length > 0 && "=+-@\t\r\uFF1D\uFF20\uFF0B\uFF0D\u2212".Contains(cell[0]));
        Assert.DoesNotContain(Cells(csv), row => row[0] == "9999");
        Assert.All(Cells(csv), row => Assert.Equal(10, row.Count));
    }

    [Fact]
    public async Task The_json_lines_are_one_object_each()
    {
        var desk = await Desk.OpenAsync(_portal);
        await _portal.Get<CaseService>().OpenAsync(desk.Agent.Session, desk.Caller.Id, Formula, "R", LostThings.Nothing);

        var lines = (await ExportAsync(desk.Lead, AuditExportFormat.JsonLines)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        var entries = lines.Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(Enumerable.Range(1, entries.Count), entries.Select(entry => entry.GetProperty("number").GetInt32()));
        Assert.Contains(entries, entry => entry.GetProperty("detail").GetString() == Formula);
    }

    [Fact]
    public async Task A_forged_export_is_refused()
    {
        var desk = await Desk.OpenAsync(_portal);
        var content = new FormUrlEncodedContent(new Dictionary<string, string> { ["format"] = "Csv" });

        var answer = await desk.Lead.Browser().SendAsync(
            new HttpRequestMessage(HttpMethod.Post, "https://localhost/support/log/export") { Content = content });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(0, await Rows.NumberAsync(_portal, """SELECT count(*) AS "Value" FROM "ActivityLog" WHERE "Event" = 'log-exported'"""));
    }

    [Fact]
    public async Task What_is_typed_into_a_case_is_shown_as_it_is()
    {
        var desk = await Desk.OpenAsync(_portal);
        var inCase = Assert.IsType<SupportResult.Done>(
            await _portal.Get<CaseService>().OpenAsync(desk.Agent.Session, desk.Caller.Id, Html, Html, LostThings.Nothing)).Id;
        await _portal.Get<CaseService>().NoteAsync(desk.Agent.Session, inCase, Html + "\n" + Formula);

        var page = await desk.Agent.Browser().GetAsync($"/support/cases/{inCase}");

        Assert.Contains(Html, page.Text);
        Assert.Contains(Formula, page.Text);
        Assert.Empty(page.Page!.QuerySelectorAll("main img, main script"));
    }

    [Fact]
    public async Task The_figures_are_counted_from_what_happened()
    {
        var desk = await Desk.OpenAsync(_portal);
        await desk.ReadBackAsync(CheckKind.CodeByEmail);
        await desk.ReadBackAsync(CheckKind.CodeByText);
        await desk.AskAsync(ActionKind.ResetMethod, MethodIds.App);
        _portal.Clock.Advance(TimeSpan.FromMinutes(20));
        await _portal.Get<AuditLogWriter>().AppendAsync(new(desk.Caller.Id, AuditEvents.SignedIn, "Password,Sms"));

        var figures = (await _portal.Get<SupportFigures>().LoadAsync(desk.Agent.Session)).Overview!;

        Assert.Equal(1, figures.Cases.Single(row => row.Stage == CaseStage.Open).Day);
        Assert.Equal(("2050-03-04", 1), (figures.ResetsByDay[^1].Name, figures.ResetsByDay[^1].Count));
        Assert.Equal((desk.Agent.Email, 1), (figures.ResetsByAgent[0].Name, figures.ResetsByAgent[0].Count));
        Assert.Equal(TimeSpan.FromMinutes(20), Assert.Single(figures.TimesToAccess));
        Assert.Contains(figures.Delivery, row => row is { Channel: "Sms", CountryCode: 44 });
        Assert.Contains(figures.Delivery, row => row is { Channel: "Email", CountryCode: null, Arrived: > 0 });
        Assert.Equal(1, figures.Methods.Single(row => row.Name == "Security keys").Count - 1);
    }

    private async Task<string> ExportAsync(TestPerson by, AuditExportFormat format)
    {
        var browser = await by.Browser().GetAsync("/support/log");
        var answer = await browser.SendAsync(browser.FormAt("form[data-export]", ("format", $"{format}"), ("kind", "Everything")));
        Assert.True(answer.IsSuccessStatusCode);
        return await answer.Content.ReadAsStringAsync();
    }

    // An independent RFC 4180 parser.
    private static List<List<string>> Cells(string csv)
    {
        List<List<string>> rows = [[]];
        var (cell, quoted) = (new System.Text.StringBuilder(), false);
        for (var i = 0; i < csv.Length; i++)
        {
            switch (csv[i])
            {
                case '"' when quoted && i + 1 < csv.Length && csv[i + 1] == '"':
                    cell.Append(csv[i++]);
                    break;
                case '"':
                    quoted = !quoted;
                    break;
                case ',' or '\n' when !quoted:
                    rows[^1].Add(cell.ToString().TrimEnd('\r'));
                    cell.Clear();
                    if (csv[i] == '\n')
                    {
                        rows.Add([]);
                    }

                    break;
                default:
                    cell.Append(csv[i]);
                    break;
            }
        }

        rows.RemoveAll(row => row.Count == 0);
        return rows;
    }
}
