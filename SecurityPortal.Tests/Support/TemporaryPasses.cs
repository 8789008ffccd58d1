using System.Text.RegularExpressions;
using SecurityPortal.Methods;
using SecurityPortal.Support;
using SecurityPortal.Support.Actions;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Support;

public sealed class TemporaryPasses(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private const string Enrolment = "/settings/security/two-factor";
    private readonly Portal _portal = shared.Portal;

    [Theory]
    [InlineData(PassDelivery.Email, "email")]
    [InlineData(PassDelivery.Text, "sms")]
    public async Task With_the_password_a_pass_leads_to_enrolment_and_to_nothing_else(PassDelivery delivery, string channel)
    {
        var desk = await IssuedAsync(delivery);
        var browser = await UseAsync(desk, await PassAsync(desk, channel));

        Assert.Equal(Enrolment, browser.Path);
        Assert.Contains("You came in with a temporary pass", browser.Text);
        foreach (var path in new[] { "/settings/security", "/settings/security/devices", "/settings/account/email", "/settings/account/export" })
        {
            await browser.GetAsync(path);
            Assert.Equal(Enrolment, browser.Path);
        }
    }

    [Fact]
    public async Task It_ends_in_a_new_method_which_opens_the_account()
    {
        var desk = await IssuedAsync(PassDelivery.Email);
        var browser = await UseAsync(desk, await PassAsync(desk, "email"));
        desk.Caller.Session = await SessionAsync(browser);

        Assert.Equal(MethodFault.NeedsConfirmation, Refusals.Fault(await desk.Caller.TurnOffAsync(MethodIds.Sms)));
        Assert.Equal(MethodFault.NeedsConfirmation, Refusals.Fault(await desk.Caller.TryBeginAsync(MethodIds.BackupCodes)));
        Assert.Equal(MethodFault.NeedsConfirmation, (await _portal.Get<MethodGuard>().CheckAsync(desk.Caller.Session, default)).Fault);
        await desk.Caller.TurnOnAppAsync("New phone");

        await browser.GetAsync("/settings/security/devices");
        Assert.Equal("/settings/security/devices", browser.Path);
        Assert.IsType<MethodResult.Done>(await desk.Caller.TurnOffAsync(MethodIds.Sms));
    }

    [Fact]
    public async Task A_pass_works_once_however_often_it_is_typed_at_once()
    {
        var desk = await IssuedAsync(PassDelivery.Email);
        var pass = await PassAsync(desk, "email");
        List<TestBrowser> browsers = [];
        for (var i = 0; i < 4; i++)
        {
            var browser = await _portal.Browser().TypePasswordAsync(desk.Caller.Email);
            browsers.Add(await browser.GetAsync("/sign-in/pass"));
        }

        await Task.WhenAll(browsers.Select(browser => browser.SubmitAsync(("pass", pass))));

        Assert.Single(browsers, browser => browser.Path == Enrolment);
    }

    [Fact]
    public async Task A_pass_dies_after_an_hour()
    {
        var desk = await IssuedAsync(PassDelivery.Email);
        var pass = await PassAsync(desk, "email");
        _portal.Clock.Advance(TimeSpan.FromMinutes(60));

        Assert.Contains("too old", (await UseAsync(desk, pass)).Text);
    }

    [Fact]
    public async Task A_newer_pass_voids_the_one_before()
    {
        var desk = await IssuedAsync(PassDelivery.Email);
        var first = await PassAsync(desk, "email");
        _portal.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.IsType<SupportResult.Done>(await desk.AskAsync(ActionKind.IssuePass, delivery: PassDelivery.Email));

        Assert.Contains("not right", (await UseAsync(desk, first)).Text);
        Assert.Equal(Enrolment, (await UseAsync(desk, await PassAsync(desk, "email"))).Path);
    }

    [Fact]
    public async Task A_pass_of_somebody_else_is_worth_nothing()
    {
        var desk = await IssuedAsync(PassDelivery.Email);
        var other = await TestPerson.WithAsync(_portal, MethodIds.App);
        var browser = await _portal.Browser().TypePasswordAsync(other.Email);
        await browser.GetAsync("/sign-in/pass");

        await browser.SubmitAsync(("pass", await PassAsync(desk, "email")));

        Assert.False(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task Without_the_password_there_is_nowhere_to_type_it()
    {
        Assert.StartsWith("/sign-in?", (await _portal.Browser().GetAsync("/sign-in/pass")).Path);
    }

    [Fact]
    public async Task Guesses_lock_like_all_other_second_steps()
    {
        var desk = await IssuedAsync(PassDelivery.Email);
        var browser = await _portal.Browser().TypePasswordAsync(desk.Caller.Email);
        await browser.GetAsync("/sign-in/pass");
        for (var i = 0; i < 5; i++)
        {
            await browser.SubmitAsync(("pass", "aaaa-bbbb-cccc-dddd"));
        }

        await browser.SubmitAsync(("pass", await PassAsync(desk, "email")));

        Assert.Contains("too many tries", browser.Text);
        Assert.False(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task A_page_shows_a_pass_once_and_only_when_asked_by_a_post()
    {
        var desk = await IssuedAsync(PassDelivery.Page);
        var mail = (await desk.Caller.MessagesAsync("email")).First(sent => sent.Text.Contains("/pass/", StringComparison.Ordinal)).Text;
        var link = Regex.Match(mail, @"/pass/[\w-]+").Value;
        Assert.DoesNotMatch(@"\b\w{4}-\w{4}-\w{4}-\w{4}\b", mail.Replace(link, "", StringComparison.Ordinal));

        await _portal.Browser().GetAsync(link);
        var browser = await _portal.Browser().GetAsync(link);
        Assert.Null(browser.Page!.QuerySelector("[data-testid=temporary-pass]"));
        var again = browser.Copy();
        await again.GetAsync(link);
        await browser.SubmitAsync();
        await again.SubmitAsync();

        var pass = browser.Page!.QuerySelector("[data-testid=temporary-pass]")!.TextContent;
        Assert.Null(again.Page!.QuerySelector("[data-testid=temporary-pass]"));
        Assert.Equal(Enrolment, (await UseAsync(desk, pass.ToUpperInvariant().Replace("-", " ", StringComparison.Ordinal))).Path);
    }

    [Fact]
    public async Task The_agent_sees_no_pass_and_the_database_holds_none()
    {
        var desk = await IssuedAsync(PassDelivery.Email);
        var pass = await PassAsync(desk, "email");

        Assert.DoesNotContain(pass, System.Text.Json.JsonSerializer.Serialize(await desk.ViewAsync()));
        Assert.DoesNotContain(pass, DatabaseDump.Of(_portal));
        Assert.Contains("pass-sent", string.Join(' ', await desk.Caller.ActivityAsync()));
    }

    [Fact]
    public async Task Nobody_gets_a_pass_without_two_factor_or_a_place_to_send_it()
    {
        var desk = await Desk.OpenAsync(_portal, MethodIds.App);
        Assert.Equal(SupportFault.NoDestination, Desk.Fault(await desk.AskAsync(ActionKind.IssuePass, delivery: PassDelivery.Text)));
        Assert.Equal(SupportFault.InvalidInput, Desk.Fault(await desk.AskAsync(ActionKind.IssuePass)));
        var plain = await TestPerson.CreateAsync(_portal);
        var inCase = await desk.OpenCaseAsync(desk.Agent, plain);

        Assert.Equal(
            SupportFault.NothingToDo,
            Desk.Fault(await desk.AskAsync(ActionKind.IssuePass, delivery: PassDelivery.Email, inCase: inCase)));
    }

    private async Task<Desk> IssuedAsync(PassDelivery delivery)
    {
        var desk = await Desk.OpenAsync(_portal);
        await desk.PassCheckAsync();
        Assert.IsType<SupportResult.Done>(await desk.AskAsync(ActionKind.IssuePass, delivery: delivery));
        return desk;
    }

    private static async Task<string> PassAsync(Desk desk, string channel) =>
        (await desk.Caller.MessagesAsync(channel)).Select(sent => Regex.Match(sent.Text, @"\b[a-z2-9]{4}(-[a-z2-9]{4}){3}\b"))
        .First(match => match.Success).Value;

    private async Task<TestBrowser> UseAsync(Desk desk, string pass)
    {
        var browser = await _portal.Browser().TypePasswordAsync(desk.Caller.Email);
        Assert.Contains("Support gave me a temporary pass", browser.Text);
        await browser.GetAsync("/sign-in/pass");
        return await browser.SubmitAsync(("pass", pass));
    }

    private async Task<Guid> SessionAsync(TestBrowser browser) => (await _portal.Get<SecurityPortal.Sessions.SessionStore>()
        .FindByTokenAsync(browser.Cookie("__Host-portal-session")!))!.Id;
}
