using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Attacks;

/// <summary>Copied cookies, used after they should have become worthless (ASVS 7.2.4, 7.4.1).</summary>
public sealed class StolenCookiesTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private readonly Portal _portal = shared.Portal;

    [Fact]
    public async Task A_copied_session_is_dead_after_sign_out()
    {
        var browser = await _portal.Browser().TypePasswordAsync((await TestPerson.CreateAsync(_portal)).Email);
        var thief = browser.Copy();
        Assert.True(await thief.IsSignedInAsync());

        await browser.SignOutAsync();

        Assert.Equal("/sign-in?reason=signed-out", browser.Path);
        Assert.Null(browser.Cookie("__Host-portal-session"));
        Assert.False(await thief.IsSignedInAsync());
    }

    [Fact]
    public async Task A_cookie_from_before_a_confirmation_is_dead_after_it()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);
        await browser.SubmitAsync(("code", person.NextAppCode()));
        var thief = browser.Copy();
        Assert.True(await thief.IsSignedInAsync());

        await browser.GetAsync("/sign-in/confirm");
        await browser.SubmitAsync(("password", Portal.Password));
        await browser.SubmitAsync(("code", person.NextAppCode()));

        Assert.Equal("/settings/security", browser.Path);
        Assert.True(await browser.IsSignedInAsync());
        Assert.False(await thief.IsSignedInAsync());
    }

    [Fact]
    public async Task A_cookie_from_before_a_confirmation_by_password_is_dead_after_it()
    {
        var browser = await _portal.Browser().TypePasswordAsync((await TestPerson.CreateAsync(_portal)).Email);
        var thief = browser.Copy();

        await browser.GetAsync("/sign-in/confirm?returnUrl=%2Fsettings%2Fsecurity%2Ftwo-factor");
        await browser.SubmitAsync(("password", Portal.Password));

        Assert.Equal("/settings/security/two-factor", browser.Path);
        Assert.False(await thief.IsSignedInAsync());
    }

    [Fact]
    public async Task A_session_cookie_that_was_there_before_signing_in_is_not_taken_over()
    {
        var planted = new string('a', 43);
        var browser = _portal.Browser();
        browser.SetCookie("__Host-portal-session", planted);

        await browser.TypePasswordAsync((await TestPerson.CreateAsync(_portal)).Email);

        Assert.NotEqual(planted, browser.Cookie("__Host-portal-session"));
        Assert.True(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task A_session_ends_after_an_hour_without_a_request()
    {
        var browser = await _portal.Browser().TypePasswordAsync((await TestPerson.CreateAsync(_portal)).Email);

        _portal.Clock.Advance(TimeSpan.FromMinutes(59));
        Assert.True(await browser.IsSignedInAsync());
        _portal.Clock.Advance(TimeSpan.FromMinutes(60));
        Assert.False(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task A_session_ends_after_a_day_whatever_happens()
    {
        var browser = await _portal.Browser().TypePasswordAsync((await TestPerson.CreateAsync(_portal)).Email);
        for (var half = 1; half < 48; half++)
        {
            _portal.Clock.Advance(TimeSpan.FromMinutes(30));
            Assert.True(await browser.IsSignedInAsync(), $"{half} half hours");
        }

        _portal.Clock.Advance(TimeSpan.FromMinutes(30));
        Assert.False(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task A_deleted_person_loses_the_session()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        Assert.True(await person.Browser().IsSignedInAsync());

        await Rows.ExecuteAsync(_portal, $"""DELETE FROM "AspNetUsers" WHERE "Id" = {person.Id}""");

        Assert.False(await person.Browser().IsSignedInAsync());
        Assert.Null(await person.TwoFactor.OverviewAsync(person.Session));
    }

    [Fact]
    public async Task Cookies_are_bound_to_the_host_and_kept_from_scripts()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        var browser = await _portal.Browser().GetAsync("/sign-in");
        var pending = await browser.SendWithoutFollowingAsync(browser.Form(("login", person.Email), ("password", Portal.Password)));
        await browser.GetAsync("/sign-in/verify");
        var session = await browser.SendWithoutFollowingAsync(browser.Form(("code", person.NextAppCode())));

        AssertGuarded(pending, "__Host-portal-sign-in", "strict");
        AssertGuarded(session, "__Host-portal-session", "lax");
    }

    [Fact]
    public async Task The_database_holds_no_cookie_in_clear()
    {
        var session = await _portal.Browser().TypePasswordAsync((await TestPerson.CreateAsync(_portal)).Email);
        var pending = await _portal.Browser().TypePasswordAsync((await TestPerson.WithAsync(_portal, MethodIds.App)).Email);

        var everything = DatabaseDump.Of(_portal);

        Assert.DoesNotContain(session.Cookie("__Host-portal-session")!, everything);
        Assert.DoesNotContain(pending.Cookie("__Host-portal-sign-in")!, everything);
    }

    private static void AssertGuarded(HttpResponseMessage response, string name, string sameSite)
    {
        var cookie = response.Headers.GetValues("Set-Cookie").Single(cookie =>
            cookie.StartsWith($"{name}=", StringComparison.Ordinal) && !cookie.StartsWith($"{name}=;", StringComparison.Ordinal));
        var parts = cookie.Split("; ").Skip(1).Select(part => part.ToLowerInvariant()).ToHashSet();
        Assert.Superset(new HashSet<string> { "path=/", "secure", "httponly", $"samesite={sameSite}" }, parts);
        Assert.DoesNotContain(parts, part => part.StartsWith("domain", StringComparison.Ordinal));
    }
}
