using System.Net;
using Microsoft.EntityFrameworkCore;
using SecurityPortal.Audit;
using SecurityPortal.Support;
using SecurityPortal.Support.Audit;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Support;

/// <summary>Who may read and export the log, how much of it, and which traces that leaves.</summary>
public sealed class TrailAccessTests : IAsyncLifetime
{
    private readonly Portal _portal = new(("Support:LogPagesPerHour", "3"), ("Support:ExportsPerHour", "2"));

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    private AuditExport Export => _portal.Get<AuditExport>();

    [Fact]
    public async Task An_agent_takes_no_log_out_and_the_try_is_logged()
    {
        var desk = await Desk.OpenAsync(_portal);

        Assert.Equal(SupportFault.NotLead, (await Export.BeginAsync(desk.Agent.Session, AuditExportFormat.Csv, new())).Fault);
        var page = await desk.Agent.Browser().GetAsync("/support/log");
        Assert.Null(page.Page!.QuerySelector("form[data-export]"));
        Assert.Equal("export the log: NotLead", (await desk.LogAsync("support-denied", "")).Single().Detail);
    }

    [Fact]
    public async Task A_lead_takes_it_out_with_the_key_just_now_a_few_times_an_hour_and_it_says_what_was_taken()
    {
        var desk = await Desk.OpenAsync(_portal);
        var filter = new AuditFilter(AuditEntryKind.Everything, desk.Caller.Email, new(2050, 3, 1), new(2050, 3, 5));
        _portal.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(SupportFault.NeedsConfirmation, (await Export.BeginAsync(desk.Lead.Session, AuditExportFormat.Csv, filter)).Fault);
        await desk.Lead.ConfirmAsync(MethodIds.SecurityKeys);

        var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Export.BeginAsync(desk.Lead.Session, AuditExportFormat.Csv, filter)));

        Assert.Equal(2, results.Count(result => result.Extract is not null));
        Assert.Equal(4, results.Count(result => result.Fault == SupportFault.TooManyActions));
        Assert.All(
            await desk.LogAsync("log-exported", ""),
            entry => Assert.Equal($"Csv 1: Everything {desk.Caller.Email} from 2050-03-01 to 2050-03-05", entry.Detail));
    }

    [Fact]
    public async Task Without_the_key_just_now_the_browser_is_led_to_it()
    {
        var desk = await Desk.OpenAsync(_portal);
        var browser = await desk.Lead.Browser().GetAsync("/support/log?kind=denied&who=carol");
        var form = browser.FormAt("form[data-export]", ("format", "Csv"), ("kind", "Everything"));
        _portal.Clock.Advance(TimeSpan.FromMinutes(5));

        var answer = await browser.SendWithoutFollowingAsync(form);

        Assert.Equal(
            "/support/confirm?returnUrl=%2Fsupport%2Flog%3Fkind%3DDenied%26who%3Dcarol", answer.Headers.Location!.ToString());
        var page = await browser.GetAsync("/support/log");
        Assert.Null(page.Page!.QuerySelector("form[data-export]"));
        Assert.Contains("Use security key to export", page.Text);
    }

    [Fact]
    public async Task The_filter_stands_in_the_address_and_a_day_or_kind_that_is_none_is_left_out()
    {
        var desk = await Desk.OpenAsync(_portal);
        async Task<string?[]> FieldsAsync(string query) =>
            [.. (await desk.Lead.Browser().GetAsync($"/support/log{query}")).Page!
                .QuerySelectorAll("form[data-export] input[type=hidden]").Skip(1).Select(field => field.GetAttribute("value"))];

        Assert.Equal(
            ["/support/log?kind=Everything&who=a%2Bb@example.com&from=2050-03-01&to=2050-03-05", "Everything", "a+b@example.com", "2050-03-01", "2050-03-05"],
            await FieldsAsync("?kind=everything&who=a%2Bb@example.com&from=2050-03-01&to=2050-03-05"));
        Assert.Equal(["/support/log", "Support", null, null, null], await FieldsAsync("?kind=nonsense&from=yesterday&to=2050-13-01"));
    }

    [Fact]
    public async Task A_form_that_cannot_be_read_is_refused()
    {
        var desk = await Desk.OpenAsync(_portal);
        var broken = new StringContent("x");
        broken.Headers.ContentType = new("multipart/form-data");

        var answer = await desk.Lead.Browser().SendAsync(
            new HttpRequestMessage(HttpMethod.Post, "https://localhost/support/log/export") { Content = broken });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Reading_is_counted_by_the_page_and_leaves_what_was_read()
    {
        var desk = await Desk.OpenAsync(_portal);
        var trail = _portal.Get<SupportAuditLog>();
        var pages = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => trail.ListAsync(desk.Agent.Session, new(AuditEntryKind.Denied, "carol"))));

        Assert.Equal(3, pages.Count(page => page.Fault is null));
        Assert.All(pages.Where(page => page.Fault is not null), page => Assert.Equal(SupportFault.TooManyLookups, page.Fault));
        var read = await desk.LogAsync("log-read", "");
        Assert.Equal(3, read.Count);
        Assert.All(read, entry => Assert.Equal((desk.Agent.Id, "Denied carol"), (entry.Actor, entry.Detail)));
    }

    [Fact]
    public async Task The_page_as_it_is_first_sent_shows_no_entry_and_counts_nothing()
    {
        var desk = await Desk.OpenAsync(_portal);
        for (var i = 0; i < 5; i++)
        {
            var page = await desk.Agent.Browser().GetAsync("/support/log");
            Assert.Empty(page.Page!.QuerySelectorAll("tbody tr"));
        }

        Assert.Empty(await desk.LogAsync("log-read", ""));
    }

    [Fact]
    public async Task An_agent_reads_the_names_of_people_whose_case_they_have_and_no_others()
    {
        var desk = await Desk.OpenAsync(_portal);
        var other = await TestPerson.WithAsync(_portal, MethodIds.App);
        await _portal.Get<AuditLogWriter>().AppendAsync(new(other.Id, AuditEvents.PasswordRefused));
        await _portal.Get<AuditLogWriter>().AppendAsync(new(desk.Caller.Id, AuditEvents.PasswordRefused));

        async Task<string[]> NamesAsync(TestPerson by) =>
            [.. (await _portal.Get<SupportAuditLog>().ListAsync(by.Session, new(AuditEntryKind.Everything))).Entries
                .Where(entry => entry.Event == "password-refused").Select(entry => entry.Person)];

        Assert.Equal([desk.Caller.Email, "p•••@example.com"], await NamesAsync(desk.Agent));
        Assert.Equal([desk.Caller.Email, other.Email], await NamesAsync(desk.Lead));
    }

    [Fact]
    public async Task The_file_holds_address_and_browser_and_its_name_the_day_and_nothing_that_came_later()
    {
        var desk = await Desk.OpenAsync(_portal);
        var (extract, _) = await Export.BeginAsync(desk.Lead.Session, AuditExportFormat.Csv, new(AuditEntryKind.Everything));
        await _portal.Get<AuditLogWriter>().AppendAsync(new(desk.Caller.Id, AuditEvents.AccountDeleted));

        using var file = new MemoryStream();
        await Export.WriteAsync(file, extract!, CancellationToken.None);

        var csv = System.Text.Encoding.UTF8.GetString(file.ToArray());
        Assert.StartsWith("Number,Time,Person,By,Case,Event,Detail,Address,Browser,Hash", csv);
        Assert.Contains("192.0.2.1,A browser", csv);
        Assert.DoesNotContain(AuditEvents.AccountDeleted.Name, csv);
        Assert.Equal("securityportal-log-2050-03-04-1200.csv", extract!.FileName);
    }
}
