using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using SecurityPortal.Tests.Accounts.Email;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.SignIn.Password;

/// <summary>The strength meter beside a new password, and who may use it.</summary>
public sealed class PasswordStrengthEndpointTests : IAsyncDisposable
{
    private const string Good = "gravel moss seven owls";
    private readonly ComesFrom _from = new("192.0.2.1");
    private readonly Portal _portal;

    public PasswordStrengthEndpointTests() => _portal = new(("Passwords:StrengthPerNetwork", "5"))
    {
        WithServices = services => services.AddSingleton<IStartupFilter>(_from),
    };

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task A_stranger_without_a_link_is_told_nothing()
    {
        var browser = await _portal.Browser().GetAsync("/sign-in");

        Assert.Equal(HttpStatusCode.Forbidden, (await AskAsync(browser, Good, token: null)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await AskAsync(browser, Good, token: new string('a', 43))).StatusCode);
    }

    [Theory]
    [InlineData("/register", "dora@example.com")]
    [InlineData("/sign-in/forgot-password", "alice@example.com")]
    public async Task Whoever_has_a_link_is_told_until_it_is_used(string page, string email)
    {
        await (await _portal.Browser().GetAsync(page)).SubmitAsync(("email", email));
        var link = await _portal.LinkSentToAsync(email);
        var browser = await _portal.Browser().GetAsync(link);
        var token = link.Split("token=")[1];

        Assert.Equal((4, "Strong"), await ToldAsync(await AskAsync(browser, Good, token)));
        Assert.Equal((1, "Too weak"), await ToldAsync(await AskAsync(browser, $"{email} 1", token)));
        Assert.Equal((1, "Too long"), await ToldAsync(await AskAsync(browser, new string('x', 129), token)));

        await browser.SubmitAsync(("new-password", Good));
        await browser.GetAsync("/sign-in");
        Assert.Equal(HttpStatusCode.Forbidden, (await AskAsync(browser, Good, token)).StatusCode);
    }

    [Fact]
    public async Task Whoever_is_signed_in_is_told()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        var browser = await person.Browser().GetAsync("/settings/account/password");

        Assert.Equal((4, "Strong"), await ToldAsync(await AskAsync(browser, Good, token: null)));
    }

    [Fact]
    public async Task A_network_may_ask_so_often_and_no_more()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        var browser = await person.Browser().GetAsync("/settings/account/password");
        for (var i = 1; i <= 5; i++)
        {
            _from.Address = $"2001:db8:1::{i}";
            Assert.Equal(HttpStatusCode.OK, (await AskAsync(browser, Good, token: null)).StatusCode);
        }

        _from.Address = "2001:db8:1::6";
        Assert.Equal(HttpStatusCode.TooManyRequests, (await AskAsync(browser, Good, token: null)).StatusCode);
        _from.Address = "2001:db8:2::1";
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(browser, Good, token: null)).StatusCode);
    }

    private static Task<HttpResponseMessage> AskAsync(TestBrowser browser, string password, string? token)
    {
        var (_, content) = browser.Form(("new-password", password), ("token", token ?? ""));
        return browser.SendWithoutFollowingAsync((new("https://localhost/passwords/strength"), content));
    }

    private static async Task<(int Score, string Text)> ToldAsync(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var told = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return (told.RootElement.GetProperty("score").GetInt32(), told.RootElement.GetProperty("text").GetString()!);
    }
}
