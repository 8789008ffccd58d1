using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SecurityPortal.Support.Actions;
using SecurityPortal.Support.Cases;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Support;

/// <summary>
/// Every address under /support, requested and posted to by every kind of person. Actions go through circuits; see the
/// browser's ForgedEventsTests.
/// </summary>
public sealed class EveryRouteOfSupportTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private const string Export = "/support/log/export";
    private const string ReportsExport = "/support/reports/export";

    // Each address, and the status of a GET by somebody who may see it.
    private static readonly (string Route, int Get)[] Table =
    [
        ("/support", 200),
        ("/support/cases", 200),
        ("/support/cases/{Key}", 200),
        ("/support/confirm", 200),
        (Export, 404),
        ("/support/log", 200),
        ("/support/overview", 200),
        ("/support/people/{Id}", 200),
        ("/support/reports", 200),
        (ReportsExport, 404),
        ("/support/reports/unprotected", 200),
        ("/support/templates", 200),
    ];

    private static readonly string[] Kinds =
        ["signed out", "a person", "staff without a key", "staff signed in without the key", "a former agent", "Support", "SupportLead"];

    private static long _number = 5_000_000;
    private readonly Portal _portal = shared.Portal;

    public static TheoryData<string?, string?, bool> Pairs => Standing.Pairs;

    public static TheoryData<string, string> KindsAndRoutes
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var kind in Kinds)
            {
                foreach (var (route, _) in Table)
                {
                    data.Add(kind, route);
                }
            }

            return data;
        }
    }

    [Fact]
    public void No_address_of_support_is_missing_from_the_table()
    {
        var mapped = _portal.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Select(endpoint => $"/{endpoint.RoutePattern.RawText?.TrimStart('/')}")
            .Where(route => route.StartsWith("/support", StringComparison.OrdinalIgnoreCase)).Distinct();

        Assert.Equal(Table.Select(row => row.Route).Order(), mapped.Order());
    }

    // When two pages share an address, the router of an open page refuses every address; plain requests would still be answered.
    [Fact]
    public void No_two_pages_of_the_portal_share_an_address()
    {
        var addresses = typeof(Program).Assembly.GetTypes()
            .SelectMany(type => type.GetCustomAttributes(typeof(RouteAttribute), inherit: false).Cast<RouteAttribute>())
            .Select(route => System.Text.RegularExpressions.Regex.Replace(route.Template, @"\{[^}]*\}", "{}")).ToList();

        Assert.True(addresses.Count > 30);
        Assert.Equal(addresses.Distinct(), addresses);
    }

    [Theory]
    [MemberData(nameof(KindsAndRoutes))]
    public async Task A_page_is_shown_to_staff_at_work_and_to_nobody_else(string kind, string route)
    {
        var (browser, isAtWork) = await BrowserAsync(kind);
        var (path, secret) = await FillAsync(route);

        var answer = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Get, $"https://localhost{path}"));

        var text = await answer.Content.ReadAsStringAsync();
        var expected = Table.Single(row => row.Route == route).Get;
        if (isAtWork)
        {
            Assert.True((int)answer.StatusCode == expected, $"{kind}, GET {path}: {(int)answer.StatusCode}");
            return;
        }

        // Staff who have yet to use their key are led to the key page, which shows nothing about anybody.
        Assert.True((int)answer.StatusCode is 302 or 401 or 403 or 404 || IsEmptyFor(route, text), $"{kind}, GET {path}: {(int)answer.StatusCode}");
        Assert.DoesNotContain(secret, text);
    }

    [Theory]
    [MemberData(nameof(KindsAndRoutes))]
    public async Task A_post_changes_nothing_whoever_sends_it(string kind, string route)
    {
        var (browser, isAtWork) = await BrowserAsync(kind);
        var (path, secret) = await FillAsync(route);
        var before = await StateAsync();

        foreach (var withToken in new[] { false, true })
        {
            var answer = await browser.SendAsync(await PostAsync(browser, path, withToken));
            var mayExport = kind == "SupportLead" && route is Export or ReportsExport && withToken;

            // The key page answers a wrong key with itself, for staff only.
            var isKeyPage = route == "/support/confirm" && withToken && (isAtWork || kind.StartsWith("staff", StringComparison.Ordinal));
            Assert.True(answer.IsSuccessStatusCode == mayExport || isKeyPage, $"{kind}, POST {path}, token {withToken}: {(int)answer.StatusCode}");
            if (!mayExport)
            {
                Assert.DoesNotContain(secret, await answer.Content.ReadAsStringAsync());
            }
        }

        Assert.Equal(before, await StateAsync());
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task A_case_offers_actions_to_who_stands_higher_and_to_nobody_else(string? actor, string? target, bool onSelf)
    {
        var by = actor is null
            ? await (await TestPerson.WithAsync(_portal, MethodIds.App)).SignInAsync(MethodIds.App)
            : await TestPerson.AtWorkAsync(_portal, actor);
        var on = by;
        if (!onSelf)
        {
            on = await TestPerson.WithAsync(_portal, MethodIds.App);
            await on.HasRoleAsync(target);
        }

        var answer = await by.Browser().SendAsync(
            new HttpRequestMessage(HttpMethod.Get, $"https://localhost/support/cases/{await CaseAsync(on)}"));
        var text = await answer.Content.ReadAsStringAsync();

        Assert.Equal(actor is null ? 403 : 200, (int)answer.StatusCode);
        var mayAct = Standing.Obstacle(actor, target, onSelf) is null;
        foreach (var button in new[] { "Reset all methods", "Unlock", "End sessions", "Issue a temporary pass" })
        {
            Assert.True(HasButton(text, button) == mayAct, button);
        }

        Assert.Equal(mayAct && actor == "SupportLead", HasButton(text, "Approve"));
    }

    private static bool HasButton(string text, string name) =>
        System.Text.RegularExpressions.Regex.IsMatch(text, $@">\s*{System.Text.RegularExpressions.Regex.Escape(name)}\s*</span>\s*</button>");

    private static bool IsEmptyFor(string route, string text) =>
        route == "/support/confirm" || text.Contains("Support requires a security key", StringComparison.Ordinal)
        || text.Contains("mud-skeleton", StringComparison.Ordinal);

    private async Task<(TestBrowser Browser, bool IsAtWork)> BrowserAsync(string kind)
    {
        switch (kind)
        {
            case "signed out":
                return (_portal.Browser(), false);
            case "a person":
                return ((await (await TestPerson.WithAsync(_portal, MethodIds.App)).SignInAsync(MethodIds.App)).Browser(), false);
            case "staff without a key":
                return ((await (await TestPerson.CreateAsync(_portal, "SupportLead")).SignInAsync()).Browser(), false);
            case "staff signed in without the key":
                var idle = await TestPerson.CreateAsync(_portal, "SupportLead");
                await idle.HasKeyAsync();
                return ((await idle.SignInAsync()).Browser(), false);
            case "a former agent":
                var former = await TestPerson.AtWorkAsync(_portal, "Support");
                await former.HasRoleAsync(null);
                return (former.Browser(), false);
            default:
                return ((await TestPerson.AtWorkAsync(_portal, kind)).Browser(), true);
        }
    }

    /// <summary>Returns the address for a person who has a case, and a text that a page about them would show.</summary>
    private async Task<(string Path, string Secret)> FillAsync(string route)
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        var inCase = await CaseAsync(person);
        var id = route.Contains("people", StringComparison.Ordinal) ? person.Id : $"{inCase}";
        return (route.Replace("{Key}", id, StringComparison.Ordinal).Replace("{Id}", id, StringComparison.Ordinal), person.Email);
    }

    // The antiforgery token comes from one of the browser's own pages; a forger's page would not have it.
    private static async Task<HttpRequestMessage> PostAsync(TestBrowser browser, string path, bool withToken)
    {
        Dictionary<string, string> fields = new() { ["format"] = "Csv", ["_handler"] = "confirm-key", ["code"] = "{}" };
        if (withToken)
        {
            foreach (var from in new[] { "/support/log", "/settings/security/activity", "/sign-in" })
            {
                await browser.GetAsync(from);
                if (browser.Page?.QuerySelector("input[name=__RequestVerificationToken]")?.GetAttribute("value") is { } token)
                {
                    fields["__RequestVerificationToken"] = token;
                    break;
                }
            }
        }

        return new(HttpMethod.Post, $"https://localhost{path}") { Content = new FormUrlEncodedContent(fields) };
    }

    /// <summary>Returns the row counts of the tables that support can change.</summary>
    private async Task<string> StateAsync()
    {
        string[] tables = ["SupportCases", "SupportActions", "CaseNotes", "CaseChecks", "NoteTemplates", "AgentCodes", "TemporaryPasses", "MethodEnrolments", "TrustedDevices", "Outbox"];
        List<string> counts = [];
        foreach (var table in tables)
        {
            counts.Add($"{table} {await Rows.NumberAsync(_portal, $"""SELECT count(*) AS "Value" FROM "{table}" """)}");
        }

        return string.Join('\n', counts);
    }

    private async Task<Guid> CaseAsync(TestPerson person)
    {
        var now = _portal.Clock.GetUtcNow();
        var id = Guid.NewGuid();
        await using var db = await _portal.OpenDatabaseAsync();
        db.Add(new SupportCase
        {
            Id = id,
            Number = Interlocked.Increment(ref _number),
            UserId = person.Id,
            Ticket = "T",
            Reason = $"About {person.Email}",
            CreatedAt = now,
            ChangedAt = now,
        });
        db.Add(new SupportAction
        {
            Id = Guid.NewGuid(),
            CaseId = id,
            UserId = person.Id,
            Kind = ActionKind.Unlock,
            State = ActionState.AwaitingApproval,
            ApprovalReasons = "",
            AskedBy = "somebody",
            AskedAt = now,
            ApproveBy = now.AddHours(1),
        });
        await db.SaveChangesAsync();
        return id;
    }
}
