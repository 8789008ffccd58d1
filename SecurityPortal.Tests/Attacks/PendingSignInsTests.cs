using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using SecurityPortal.Platform.Database;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Attacks;

/// <summary>What an attacker can do with the password but without the second step (ASVS 6.3.3).</summary>
public sealed class PendingSignInsTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private readonly Portal _portal = shared.Portal;

    [Theory]
    [InlineData("/settings")]
    [InlineData("/settings/security")]
    [InlineData("/settings/security/two-factor")]
    [InlineData("/settings/security/two-factor?setup=Sms")]
    [InlineData("/sign-in/confirm")]
    public async Task It_reaches_no_page(string path)
    {
        var browser = await PendingAsync();

        await browser.GetAsync(path);

        Assert.StartsWith("/sign-in?returnUrl=", browser.Path);
    }

    [Theory]
    [InlineData("POST", "/_blazor/negotiate?negotiateVersion=1")]
    [InlineData("GET", "/_blazor")]
    [InlineData("POST", "/_blazor")]
    [InlineData("POST", "/_blazor/disconnect")]
    [InlineData("GET", "/_blazor/initializers")]
    public async Task It_reaches_no_circuit(string method, string path)
    {
        var browser = await PendingAsync();

        var request = new HttpRequestMessage(new HttpMethod(method), path) { Headers = { { "Origin", "https://localhost" } } };
        var response = await browser.SendAsync(request);

        Assert.True(response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.BadRequest, $"{response.StatusCode}");
        Assert.DoesNotContain("connectionToken", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_signed_in_person_does_reach_a_circuit()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        var request = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1");
        request.Headers.Add("Origin", "https://localhost");

        var response = await person.Browser().SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("connectionToken", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task It_dies_when_the_password_changes()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);

        await using (var scope = _portal.Services.CreateAsyncScope())
        {
            var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>();
            var user = (await users.FindByIdAsync(person.Id))!;
            Assert.True((await users.ChangePasswordAsync(user, Portal.Password, "Another-horse-8")).Succeeded);
        }

        await browser.SubmitAsync(("code", person.NextAppCode()));

        Assert.Equal("/sign-in?reason=expired", browser.Path);
        Assert.Equal(0, await Rows.OpenSessionsAsync(_portal, person.Id));
    }

    [Fact]
    public async Task It_dies_after_ten_minutes()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);

        _portal.Clock.Advance(TimeSpan.FromMinutes(10));
        await browser.SubmitAsync(("code", person.NextAppCode()));

        Assert.Equal("/sign-in?reason=expired", browser.Path);
        Assert.Contains("That sign-in took too long or had too many attempts. Start again.", browser.Text);
    }

    [Fact]
    public async Task It_lives_until_just_before_ten_minutes()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);

        _portal.Clock.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromSeconds(31));
        await browser.SubmitAsync(("code", person.NextAppCode()));

        Assert.True(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task It_dies_after_ten_wrong_answers_even_if_they_come_slowly()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);
        for (var i = 0; i < 10; i++)
        {
            // Waits out the account's own lock after five.
            _portal.Clock.Advance(i == 5 ? TimeSpan.FromMinutes(1) : TimeSpan.Zero);
            await browser.SubmitAsync(("code", "000000"));
        }

        _portal.Clock.Advance(TimeSpan.FromMinutes(5));
        await browser.SubmitAsync(("code", person.NextAppCode()));

        Assert.Equal("/sign-in?reason=expired", browser.Path);
    }

    [Fact]
    public async Task Wrong_backup_codes_count_like_all_others()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);
        await browser.GetAsync("/sign-in/verify?method=BackupCodes");
        for (var i = 0; i < 5; i++)
        {
            await browser.SubmitAsync(("code", "0000-0000-0000-0000"));
        }

        await browser.SubmitAsync(("code", person.BackupCodes[0]));

        Assert.Contains("Too many wrong codes. Try again in 1 minute.", browser.Text);
        Assert.Equal(0, await Rows.OpenSessionsAsync(_portal, person.Id));
        Assert.Equal(10, (await (await person.SignInAsync(MethodIds.App)).RowAsync(MethodIds.BackupCodes)).Count);
    }

    [Fact]
    public async Task It_dies_on_use()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);
        var copy = browser.Copy();
        await copy.GetAsync("/sign-in/verify");
        await browser.SubmitAsync(("code", person.NextAppCode()));
        Assert.Null(browser.Cookie("__Host-portal-sign-in"));

        await copy.SubmitAsync(("code", person.NextAppCode()));

        Assert.Equal("/sign-in?reason=expired", copy.Path);
    }

    [Fact]
    public async Task Turning_the_last_method_off_meanwhile_does_not_open_it()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        await person.SignInAsync(MethodIds.App);
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);

        await person.TurnOffAsync(MethodIds.App);
        await browser.SubmitAsync(("code", "000000"));

        Assert.False(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task A_person_whose_only_method_this_version_does_not_know_is_not_let_in_by_the_password_alone()
    {
        var person = await TestPerson.CreateAsync(_portal);
        await Rows.ExecuteAsync(
            _portal,
            $"""
            INSERT INTO "MethodEnrolments" ("UserId", "Method", "Destination", "Since", "Count")
            VALUES ({person.Id}, 'CarrierPigeon', '', 0, 1)
            """);

        var browser = await _portal.Browser().TypePasswordAsync(person.Email);

        Assert.False(await browser.IsSignedInAsync());
        Assert.Equal(0, await Rows.OpenSessionsAsync(_portal, person.Id));
    }

    [Theory]
    [InlineData("/sign-in/verify/delivery?method=Sms")]
    [InlineData("/sign-in/confirm/delivery?method=Sms")]
    public async Task The_way_of_a_code_is_told_to_nobody_else(string path)
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.Sms);
        await _portal.Browser().TypePasswordAsync(person.Email);

        var stranger = await _portal.Browser().GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, stranger.Response!.StatusCode);
    }

    private async Task<TestBrowser> PendingAsync()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);
        Assert.Equal("/sign-in/verify", browser.Path);
        Assert.NotNull(browser.Cookie("__Host-portal-sign-in"));
        return browser;
    }
}
