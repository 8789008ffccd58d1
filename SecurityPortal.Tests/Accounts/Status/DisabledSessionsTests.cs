using System.Net;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Platform.Signals;
using SecurityPortal.Tests.Fixtures;
using Portal = SecurityPortal.Tests.Fixtures.Portal;

namespace SecurityPortal.Tests.Accounts.Status;

/// <summary>Disabling an account ends everything its owner has open, whoever disabled it (R17).</summary>
[OnBothDatabases]
public sealed class DisabledSessionsTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private readonly Portal _portal = shared.Portal;

    [Theory]
    [MemberData(nameof(Disabling.Everybody), MemberType = typeof(Disabling))]
    public async Task Live_sessions_end_for_requests_and_for_commands_of_open_pages(DisabledBy by)
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        Assert.True(await person.Browser().IsSignedInAsync());
        Assert.Equal(HttpStatusCode.OK, await NegotiateAsync(person));

        await person.DisableAsync(by);

        Assert.False(await person.Browser().IsSignedInAsync());
        Assert.Null(await person.TwoFactor.OverviewAsync(person.Session));
        Assert.Equal(HttpStatusCode.Unauthorized, await NegotiateAsync(person));
    }

    [Fact]
    public async Task A_deleted_person_gets_no_page_of_the_hub_either()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        var page = new LeavingPage();
        await using var screen = await Screen.OfAsync(_portal, person, page);
        screen.Render<SessionWatch>();

        await Rows.ExecuteAsync(_portal, $"""DELETE FROM "AspNetUsers" WHERE "Id" = {person.Id}""");
        _portal.Get<ISignals>().Publish(SignalTopics.Person(person.Id));

        Assert.Equal(HttpStatusCode.Unauthorized, await NegotiateAsync(person));
        Assert.StartsWith("/sign-in?reason=ended&", await page.LeftFor);
    }

    [Fact]
    public async Task An_open_page_goes_to_sign_in_at_once()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        var page = new LeavingPage();
        await using var screen = await Screen.OfAsync(_portal, person, page);
        screen.Render<SessionWatch>();

        await person.DisableAsync();

        Assert.StartsWith("/sign-in?reason=ended&", await page.LeftFor);
    }

    [Fact]
    public async Task Sessions_that_begin_at_the_same_moment_do_not_outlive_it()
    {
        var person = await TestPerson.CreateAsync(_portal);
        List<TestBrowser> browsers = [];
        for (var number = 0; number < 12; number++)
        {
            browsers.Add(await _portal.Browser().GetAsync("/sign-in"));
        }

        var signIns = browsers.Select(browser => Task.Run(() => browser.SendAsync(browser.Form(("login", person.Email), ("password", Portal.Password)))));
        await Task.WhenAll([.. signIns, Task.Run(() => person.DisableAsync())]);

        Assert.Equal(0, await Rows.OpenSessionsAsync(_portal, person.Id));
        foreach (var browser in browsers)
        {
            Assert.False(await browser.IsSignedInAsync());
        }
    }

    [Fact]
    public async Task Enabled_again_it_opens_and_nothing_of_before_comes_back()
    {
        var person = await (await TestPerson.WithAsync(_portal, MethodIds.App)).SignInAsync(MethodIds.App);
        var pending = await _portal.Browser().TypePasswordAsync(person.Email);
        await person.DisableAsync();

        Assert.True(await person.EnableAsync());

        Assert.False(await person.Browser().IsSignedInAsync());
        await pending.SubmitAsync(("code", person.NextAppCode()));
        Assert.False(await pending.IsSignedInAsync());
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);
        await browser.SubmitAsync(("code", person.NextAppCode()));
        Assert.True(await browser.IsSignedInAsync());
    }

    private static async Task<HttpStatusCode> NegotiateAsync(TestPerson person)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "https://localhost/_blazor/negotiate?negotiateVersion=1");
        request.Headers.Add("Origin", "https://localhost");
        return (await person.Browser().SendAsync(request)).StatusCode;
    }
}
