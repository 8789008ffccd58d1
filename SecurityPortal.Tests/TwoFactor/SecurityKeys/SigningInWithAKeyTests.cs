using System.Net;
using Microsoft.EntityFrameworkCore;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.Management;

namespace SecurityPortal.Tests.TwoFactor.SecurityKeys;

public sealed class SigningInWithAKeyTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private readonly Portal _portal = shared.Portal;

    [Fact]
    public async Task A_person_signs_in_with_the_password_and_the_key()
    {
        var (person, key) = await PersonWithKeyAsync();
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);
        Assert.Equal("/sign-in/verify", browser.Path);

        key.Counter++;
        await browser.SubmitAsync(("code", key.Get(Options(browser))));

        Assert.True(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task The_password_alone_never_lets_a_person_in_who_has_nothing_but_a_key()
    {
        var (person, _) = await PersonWithKeyAsync();

        var browser = await _portal.Browser().TypePasswordAsync(person.Email);

        Assert.False(await browser.IsSignedInAsync());
    }

    public static TheoryData<string> Faults =>
        ["type", "challenge", "origin", "port", "subdomain", "cross-origin", "top origin", "relying party", "not present", "eligible for backup now", "named id", "somebody else's handle", "signature", "counter stands still", "counter goes back", "no json", "empty json", "array"];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task An_answer_with_one_false_field_is_refused(string fault)
    {
        var (person, key) = await PersonWithKeyAsync(counter: 10);
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);
        key.Counter = 11;
        switch (fault)
        {
            case "type": key.Type = "webauthn.create"; break;
            case "challenge": key.Challenge = new byte[32]; break;
            case "origin": key.Origin = "https://evil.example"; break;
            case "port": key.Origin = "https://localhost:8443"; break;
            case "subdomain": key.Origin = "https://evil.localhost"; break;
            case "cross-origin": key.CrossOrigin = true; break;
            case "top origin": key.TopOrigin = "https://evil.example"; break;
            case "relying party": key.RelyingParty = "evil.example"; break;
            case "not present": key.Flags = 0x04; break;
            case "eligible for backup now": key.Flags = 0x0D; break;
            case "named id": key.NamedId = new byte[32]; break;
            case "somebody else's handle": key.UserHandle = "c29tZWJvZHk"; break;
            case "signature": key.BreaksSignature = true; break;
            case "counter stands still": key.Counter = 10; break;
            case "counter goes back": key.Counter = 9; break;
        }

        var answer = fault switch
        {
            "no json" => "hello",
            "empty json" => "{}",
            "array" => "[]",
            _ => key.Get(Options(browser)),
        };
        await browser.SubmitAsync(("code", answer));

        Assert.Equal(HttpStatusCode.OK, browser.Response!.StatusCode);
        Assert.Equal("/sign-in/verify", browser.Path);
        Assert.False(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task Another_persons_key_does_not_answer()
    {
        var (person, _) = await PersonWithKeyAsync();
        var (_, other) = await PersonWithKeyAsync();
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);
        other.Counter++;

        await browser.SubmitAsync(("code", other.Get(Options(browser))));

        Assert.False(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task A_removed_key_does_not_answer_any_more()
    {
        var (person, key) = await PersonWithKeyAsync();
        await person.TurnOnKeyAsync(new SoftwareKey(), "Another");
        var items = _portal.Get<MethodItems>();
        var first = (await items.ListAsync(person.Session, MethodIds.SecurityKeys)).First(item => item.Name == "Mine");
        Assert.IsType<MethodResult.Done>(await items.RemoveAsync(person.Session, MethodIds.SecurityKeys, first.Id));
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);
        key.Counter++;

        await browser.SubmitAsync(("code", key.Get(Options(browser))));

        Assert.False(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task An_answer_sent_twenty_times_at_once_signs_in_once()
    {
        var (person, key) = await PersonWithKeyAsync();
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);
        key.Counter++;
        var answer = key.Get(Options(browser));

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => browser.SendAsync(browser.Form(("code", answer)))));

        await using var db = await _portal.OpenDatabaseAsync();
        Assert.Equal(1, await db.Set<PortalSession>().CountAsync(
            session => session.UserId == person.Id && session.AuthenticationMethods.Contains(MethodIds.SecurityKeys)));
    }

    [Fact]
    public async Task A_recorded_answer_with_its_old_cookies_is_worth_nothing()
    {
        var (person, key) = await PersonWithKeyAsync();
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);
        var cookies = browser.Cookies.GetAllCookies().Select(cookie => (cookie.Name, cookie.Value)).ToList();
        key.Counter++;
        var answer = key.Get(Options(browser));
        var form = browser.Form(("code", answer));
        await browser.SubmitAsync(("code", answer));
        Assert.True(await browser.IsSignedInAsync());

        var thief = _portal.Browser();
        foreach (var (name, value) in cookies)
        {
            thief.SetCookie(name, value);
        }

        await thief.SendAsync(form);

        Assert.False(await thief.IsSignedInAsync());
    }

    [Fact]
    public async Task A_challenge_is_too_old_after_three_minutes()
    {
        await using var portal = new Portal();
        var person = await (await TestPerson.CreateAsync(portal)).SignInAsync();
        var key = new SoftwareKey { Counter = 1 };
        await person.TurnOnKeyAsync(key);
        var browser = await portal.Browser().TypePasswordAsync(person.Email);
        key.Counter++;
        portal.Clock.Advance(TimeSpan.FromMinutes(3) + TimeSpan.FromSeconds(1));

        await browser.SubmitAsync(("code", key.Get(Options(browser))));

        Assert.False(await browser.IsSignedInAsync());
    }

    // The script of the page does this at each press.
    [Fact]
    public async Task The_page_read_anew_has_a_challenge_of_its_own_and_costs_no_try()
    {
        await using var portal = new Portal();
        var person = await (await TestPerson.CreateAsync(portal)).SignInAsync();
        var key = new SoftwareKey { Counter = 1 };
        await person.TurnOnKeyAsync(key);
        var browser = await portal.Browser().TypePasswordAsync(person.Email);
        HashSet<string> seen = [Options(browser)];
        portal.Clock.Advance(TimeSpan.FromMinutes(4));
        for (var press = 0; press < 12; press++)
        {
            await browser.GetAsync("/sign-in/verify?method=SecurityKeys");
            Assert.True(seen.Add(Options(browser)));
        }

        key.Counter++;
        await browser.SubmitAsync(("code", key.Get(Options(browser))));

        Assert.True(await browser.IsSignedInAsync());
    }

    private async Task<(TestPerson Person, SoftwareKey Key)> PersonWithKeyAsync(uint counter = 1)
    {
        var key = new SoftwareKey { Counter = counter };
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        await person.TurnOnKeyAsync(key, "Mine");
        return (person, key);
    }

    private static string Options(TestBrowser browser) =>
        browser.Page!.QuerySelector("[data-options]")!.GetAttribute("data-options")!;
}
