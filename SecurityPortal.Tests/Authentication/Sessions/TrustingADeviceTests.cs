using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Tests.Fixtures;
using SessionOptions = SecurityPortal.Authentication.Sessions.SessionOptions;

namespace SecurityPortal.Tests.Authentication.Sessions;

public sealed class TrustingADeviceTests : IAsyncLifetime
{
    private readonly Portal _portal = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task On_a_trusted_device_the_password_is_enough()
    {
        var (person, browser) = await TrustedAsync();

        await SignInAgainAsync(person, browser);

        Assert.True(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task Elsewhere_the_second_step_is_still_asked()
    {
        var (person, _) = await TrustedAsync();

        var other = await _portal.Browser().TypePasswordAsync(person.Email);

        Assert.Equal("/sign-in/verify", other.Path);
    }

    [Fact]
    public async Task The_token_changes_at_each_use()
    {
        var (person, browser) = await TrustedAsync();
        var before = Device(browser);

        await SignInAgainAsync(person, browser);

        Assert.NotEqual(before, Device(browser));
    }

    [Fact]
    public async Task A_copied_cookie_used_later_ends_the_trust_and_tells_the_person()
    {
        var (person, browser) = await TrustedAsync();
        var copy = Device(browser);
        await SignInAgainAsync(person, browser);

        var thief = _portal.Browser();
        thief.SetCookie("__Host-portal-device", copy);
        await thief.TypePasswordAsync(person.Email);

        Assert.Equal("/sign-in/verify", thief.Path);
        Assert.Empty(await _portal.Get<TrustedDevices>().ListAsync(person.Id));
        Assert.Contains(
            await person.MessagesAsync("email"),
            mail => mail.Text.StartsWith("We removed a trusted device", StringComparison.Ordinal));
        await SignInAgainAsync(person, browser);
        Assert.False(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task A_change_of_methods_ends_all_trust()
    {
        var (person, _) = await TrustedAsync();
        await person.SignInAsync(MethodIds.App);

        await person.TurnOnSmsAsync();

        Assert.Empty(await _portal.Get<TrustedDevices>().ListAsync(person.Id));
    }

    [Fact]
    public async Task Trust_ends_after_thirty_days_however_often_it_is_used()
    {
        var (person, browser) = await TrustedAsync();
        _portal.Clock.Advance(TimeSpan.FromDays(29));
        await SignInAgainAsync(person, browser);
        Assert.True(await browser.IsSignedInAsync());
        _portal.Clock.Advance(TimeSpan.FromDays(1));

        await SignInAgainAsync(person, browser);

        Assert.False(await browser.IsSignedInAsync());
    }

    [Theory]
    [InlineData("30.00:00:00", "Trust this device for 30 days")]
    [InlineData("1.12:00:00", "Trust this device for 36 hours")]
    [InlineData("1.00:00:00", "Trust this device for 24 hours")]
    public async Task The_offer_says_how_long_the_trust_lasts(string lifetime, string offer)
    {
        await using var portal = new Portal(("Sessions:TrustedDeviceLifetime", lifetime));
        var person = await TestPerson.WithAsync(portal, MethodIds.App);

        var browser = await portal.Browser().TypePasswordAsync(person.Email);

        Assert.Contains(offer, browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trust_that_would_last_no_time_is_neither_offered_nor_given()
    {
        await using var portal = new Portal(("Sessions:TrustedDeviceLifetime", "00:00:00"));
        var person = await TestPerson.WithAsync(portal, MethodIds.App);
        var browser = await portal.Browser().TypePasswordAsync(person.Email);
        Assert.DoesNotContain("Trust this device", browser.Text, StringComparison.Ordinal);

        await browser.SubmitAsync(("code", person.NextAppCode()), ("trust", "true"));

        Assert.True(await browser.IsSignedInAsync());
        Assert.Empty(await portal.Get<TrustedDevices>().ListAsync(person.Id));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Trust_that_the_operator_forbids_or_shortens_ends_where_it_was_given_already(int days)
    {
        var (person, browser) = await TrustedAsync();
        _portal.Clock.Advance(TimeSpan.FromDays(2));
        _portal.Get<IOptions<SessionOptions>>().Value.TrustedDeviceLifetime = TimeSpan.FromDays(days);

        await SignInAgainAsync(person, browser);

        Assert.Equal("/sign-in/verify", browser.Path);
        Assert.Empty(await _portal.Get<TrustedDevices>().ListAsync(person.Id));
        Assert.DoesNotContain(
            await person.MessagesAsync("email"),
            mail => mail.Text.StartsWith("We removed a trusted device", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Trust_is_neither_offered_nor_given_to_staff()
    {
        var agent = await TestPerson.CreateAsync(_portal, role: "Support");
        await agent.HasAsync(MethodIds.App);
        var browser = await _portal.Browser().TypePasswordAsync(agent.Email);
        Assert.DoesNotContain("Trust this device", browser.Text, StringComparison.Ordinal);

        await browser.SubmitAsync(("code", agent.NextAppCode()), ("trust", "true"));

        Assert.True(await browser.IsSignedInAsync());
        Assert.Empty(await _portal.Get<TrustedDevices>().ListAsync(agent.Id));
    }

    [Fact]
    public async Task A_strangers_wrong_passwords_never_lock_the_owner_out_of_a_trusted_device()
    {
        var (person, browser) = await TrustedAsync();
        for (var i = 0; i < 12; i++)
        {
            await _portal.Browser().TypePasswordAsync(person.Email, "Wrong-horse-12");
        }

        var stranger = await _portal.Browser().TypePasswordAsync(person.Email);
        Assert.NotEqual("/sign-in/verify", stranger.Path);

        await SignInAgainAsync(person, browser);
        Assert.True(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task Another_persons_device_cookie_is_worth_nothing()
    {
        var (_, browser) = await TrustedAsync();
        var other = await TestPerson.WithAsync(_portal, MethodIds.App);

        await SignInAgainAsync(other, browser);

        Assert.False(await browser.IsSignedInAsync());
    }

    [Fact]
    [OnBothDatabases]
    public async Task Twenty_uses_of_one_cookie_at_once_are_trusted_once_at_most()
    {
        var (person, browser) = await TrustedAsync();
        var id = Guid.ParseExact(Device(browser).Split('.')[0], "N");
        var token = new DeviceToken(id, Device(browser).Split('.')[1], default);

        var uses = await Task.WhenAll(Enumerable.Range(0, 20).Select(
            _ => _portal.Get<TrustedDevices>().UseAsync(person.Id, token)));

        Assert.Single(uses.OfType<DeviceUse.Trusted>());
        await using var db = await _portal.OpenDatabaseAsync();
        Assert.Equal(0, await db.Set<TrustedDevice>().CountAsync(device => device.Id == id));
    }

    private async Task<(TestPerson Person, TestBrowser Browser)> TrustedAsync()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);
        await browser.SubmitAsync(("code", person.NextAppCode()), ("trust", "true"));
        Assert.True(await browser.IsSignedInAsync());
        return (person, browser);
    }

    private static async Task SignInAgainAsync(TestPerson person, TestBrowser browser)
    {
        browser.SetCookie("__Host-portal-session", "");
        await browser.TypePasswordAsync(person.Email);
    }

    private static string Device(TestBrowser browser) =>
        browser.Cookies.GetAllCookies().Single(cookie => cookie.Name == "__Host-portal-device").Value;
}
