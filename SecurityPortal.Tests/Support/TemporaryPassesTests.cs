using System.Text.RegularExpressions;
using SecurityPortal.Support;
using SecurityPortal.Support.Actions;
using SecurityPortal.Support.Cases;
using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.Management;

namespace SecurityPortal.Tests.Support;

public sealed class TemporaryPassesTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private const string Enrolment = "/settings/security/two-factor";
    private readonly Portal _portal = shared.Portal;

    [Theory]
    [InlineData(PassDelivery.Email, "email")]
    [InlineData(PassDelivery.Text, "sms")]
    public async Task With_the_password_a_pass_leads_to_enrolment_and_to_nothing_else(PassDelivery delivery, string channel)
    {
        var desk = await IssuedAsync(delivery);
        var browser = await UseAsync(desk, await desk.PassAsync(channel));

        Assert.Equal(Enrolment, browser.Path);
        Assert.Contains("You signed in with a temporary pass", browser.Text);
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
        var browser = await UseAsync(desk, await desk.PassAsync("email"));
        desk.Caller.Session = await SessionAsync(browser);

        Assert.Equal(MethodFault.NeedsConfirmation, Refusals.Fault(await desk.Caller.TurnOffAsync(MethodIds.Sms)));
        Assert.Equal(MethodFault.NeedsConfirmation, Refusals.Fault(await desk.Caller.TryBeginAsync(MethodIds.BackupCodes)));
        Assert.Equal(MethodFault.NeedsConfirmation, (await _portal.Get<StepUpGuard>().CheckAsync(desk.Caller.Session, default)).Fault);
        await desk.Caller.TurnOnAppAsync("New phone");

        await browser.GetAsync("/settings/security/devices");
        Assert.Equal("/settings/security/devices", browser.Path);
        Assert.IsType<MethodResult.Done>(await desk.Caller.TurnOffAsync(MethodIds.Sms));
    }

    [Fact]
    public async Task A_pass_works_once_however_often_it_is_typed_at_once()
    {
        var desk = await IssuedAsync(PassDelivery.Email);
        var pass = await desk.PassAsync("email");
        List<TestBrowser> browsers = [];
        for (var i = 0; i < 4; i++)
        {
            var browser = await _portal.Browser().TypePasswordAsync(desk.Caller.Email);
            browsers.Add(await browser.GetAsync("/sign-in/pass"));
        }

        await Task.WhenAll(browsers.Select(browser => browser.SubmitAsync(("pass", pass))));

        Assert.Single(browsers, browser => browser.Path == Enrolment);
    }

    [Theory]
    [InlineData(PassDelivery.Email, "email", 60)]
    [InlineData(PassDelivery.Text, "sms", 10)]
    public async Task A_pass_by_text_dies_after_ten_minutes_and_one_by_mail_after_an_hour(PassDelivery delivery, string channel, int minutes)
    {
        var desk = await IssuedAsync(delivery);
        var pass = await desk.PassAsync(channel);
        _portal.Clock.Advance(TimeSpan.FromMinutes(minutes));

        Assert.Contains("has expired", (await UseAsync(desk, pass)).Text);
    }

    [Theory]
    [InlineData(PassDelivery.Text, 10)]
    [InlineData(PassDelivery.Page, 60)]
    [InlineData(PassDelivery.Email, 24 * 60)]
    public void However_long_passes_may_hold_by_policy_none_holds_longer_than_its_way_allows(PassDelivery delivery, int minutes)
    {
        var options = new SupportOptions { TemporaryPassLifetime = TimeSpan.FromHours(24) };

        Assert.Equal(TimeSpan.FromMinutes(minutes), options.PassLifetime(delivery));
        Assert.Equal(TimeSpan.FromMinutes(5), new SupportOptions { TemporaryPassLifetime = TimeSpan.FromMinutes(5) }.PassLifetime(delivery));
        Assert.True(new SupportOptionsValidator().Validate(null, options).Succeeded);
        options.TemporaryPassLifetime += TimeSpan.FromMinutes(1);
        Assert.True(new SupportOptionsValidator().Validate(null, options).Failed);
    }

    [Theory]
    [InlineData(PassDelivery.Text, "for 10 minutes")]
    [InlineData(PassDelivery.Email, "for 1 hour")]
    public async Task The_message_says_how_long_it_holds(PassDelivery delivery, string said)
    {
        var desk = await IssuedAsync(delivery);

        Assert.Contains(
            await desk.Caller.MessagesAsync(delivery == PassDelivery.Text ? "sms" : "email"),
            sent => sent.Text.Contains("temporary pass", StringComparison.Ordinal) && sent.Text.Contains(said, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(PassDelivery.Email)]
    [InlineData(PassDelivery.Page)]
    public async Task A_new_password_voids_a_pass_and_its_page(PassDelivery delivery)
    {
        var desk = await IssuedAsync(delivery);
        await desk.Caller.SignInAsync(MethodIds.App);
        var changed = await _portal.Get<SecurityPortal.Accounts.Passwords.PasswordChange>().ChangeAsync(
            desk.Caller.Session, Portal.Password, "gravel moss seven owls");
        Assert.IsType<SecurityPortal.Accounts.Passwords.AccountResult.Done>(changed);

        if (delivery == PassDelivery.Page)
        {
            Assert.Contains("has expired", (await _portal.Browser().GetAsync(await PageAsync(desk))).Text);
            return;
        }

        var browser = await _portal.Browser().TypePasswordAsync(desk.Caller.Email, "gravel moss seven owls");
        await browser.GetAsync("/sign-in/pass");
        await browser.SubmitAsync(("pass", await desk.PassAsync("email")));
        Assert.Contains("has expired", browser.Text);
    }

    [Fact]
    public async Task A_newer_pass_voids_the_one_before()
    {
        var desk = await IssuedAsync(PassDelivery.Email);
        var first = await desk.PassAsync("email");
        _portal.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.IsType<SupportResult.Done>(await desk.AskAsync(ActionKind.IssuePass, delivery: PassDelivery.Email));

        Assert.Contains("is wrong", (await UseAsync(desk, first)).Text);
        Assert.Equal(Enrolment, (await UseAsync(desk, await desk.PassAsync("email"))).Path);
    }

    [Fact]
    public async Task A_pass_of_somebody_else_is_worth_nothing()
    {
        var desk = await IssuedAsync(PassDelivery.Email);
        var other = await TestPerson.WithAsync(_portal, MethodIds.App);
        var browser = await _portal.Browser().TypePasswordAsync(other.Email);
        await browser.GetAsync("/sign-in/pass");

        await browser.SubmitAsync(("pass", await desk.PassAsync("email")));

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

        await browser.SubmitAsync(("pass", await desk.PassAsync("email")));

        Assert.Contains("Too many attempts", browser.Text);
        Assert.False(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task A_page_shows_a_pass_once_and_only_when_asked_by_a_post()
    {
        var desk = await IssuedAsync(PassDelivery.Page);
        var mail = (await desk.Caller.MessagesAsync("email")).First(sent => sent.Text.Contains("/pass/", StringComparison.Ordinal)).Text;
        var link = await PageAsync(desk);
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
        var pass = await desk.PassAsync("email");

        Assert.DoesNotContain(pass, System.Text.Json.JsonSerializer.Serialize(await desk.ViewAsync()));
        Assert.DoesNotContain(pass, DatabaseDump.Of(_portal));
        Assert.Contains("pass-sent", string.Join(' ', await desk.Caller.ActivityAsync()));
    }

    [Fact]
    public async Task The_story_tells_when_a_pass_was_shown_and_used_or_that_it_cannot_be_any_more()
    {
        var desk = await IssuedAsync(PassDelivery.Page);
        Assert.Equal(PassState.Open, await StateAsync(desk));
        var browser = await _portal.Browser().GetAsync(await PageAsync(desk));
        await browser.SubmitAsync();
        var pass = browser.Page!.QuerySelector("[data-testid=temporary-pass]")!.TextContent;
        Assert.Equal(_portal.Clock.GetUtcNow(), (await desk.ViewAsync()).Actions[^1].Pass!.ShownAt);
        await UseAsync(desk, pass);
        Assert.Equal(PassState.Used, await StateAsync(desk));

        _portal.Clock.Advance(TimeSpan.FromSeconds(1));
        await desk.AskAsync(ActionKind.IssuePass, delivery: PassDelivery.Email);
        _portal.Clock.Advance(TimeSpan.FromSeconds(1));
        await desk.AskAsync(ActionKind.IssuePass, delivery: PassDelivery.Email);
        Assert.Equal([PassState.Used, PassState.Void, PassState.Open], (await desk.ViewAsync()).Actions.Select(action => action.Pass!.State));
        _portal.Clock.Advance(TimeSpan.FromMinutes(60));
        await desk.Agent.SignInAsync(MethodIds.SecurityKeys);
        Assert.Equal(PassState.Expired, await StateAsync(desk));
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

    private static async Task<PassState> StateAsync(Desk desk) => (await desk.ViewAsync()).Actions[^1].Pass!.State;

    private static async Task<string> PageAsync(Desk desk) => (await desk.Caller.MessagesAsync("email"))
        .Select(sent => Regex.Match(sent.Text, @"/pass/[\w-]+")).First(match => match.Success).Value;

    private async Task<TestBrowser> UseAsync(Desk desk, string pass)
    {
        var browser = await _portal.Browser().TypePasswordAsync(desk.Caller.Email);
        Assert.Contains("Support gave me a temporary pass", browser.Text);
        await browser.GetAsync("/sign-in/pass");
        return await browser.SubmitAsync(("pass", pass));
    }

    private async Task<Guid> SessionAsync(TestBrowser browser) => (await _portal.Get<SecurityPortal.Authentication.Sessions.SessionStore>()
        .FindByTokenAsync(browser.Cookie("__Host-portal-session")!))!.Id;
}
