using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SecurityPortal.Authentication.Passwords;
using SecurityPortal.Platform.Database;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Attacks;

/// <summary>
/// Finding out who has an account (ASVS 6.3.8). The tests compare everything a stranger receives and the work done; times
/// depend on what else the machine is doing, so they are only printed.
/// </summary>
public sealed class AccountDiscoveryTests : IAsyncLifetime
{
    private const int Samples = 100;
    private readonly CommandCounter _commands = new();
    private readonly Portal _portal;

    public AccountDiscoveryTests() => _portal = new(("SignIn:TriesPerAddress", "100000"))
    {
        WithServices = services =>
        {
            services.Replace(ServiceDescriptor.Singleton<IPasswordHasher<PortalUser>>(new CountingHasher(new Argon2PasswordHasher())));
            _commands.Use(services);
        },
    };

    private CountingHasher Hasher => (CountingHasher)_portal.Get<IPasswordHasher<PortalUser>>();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task A_wrong_password_and_an_unknown_name_are_answered_alike_before_and_after_the_lock()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        for (var i = 0; i < 12; i++)
        {
            var (known, unknown) = (await AnswerAsync(person.Email), await AnswerAsync("nobody@example.com"));
            Assert.Equal(known, unknown);
            Assert.Contains("That email, user name or password is wrong.", known);
        }
    }

    [Theory]
    [InlineData("nobody@example.com")]
    [InlineData("nobody")]
    public async Task The_same_work_is_done_for_both(string unknown)
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        var known = unknown.Contains('@') ? person.Email : await RenameAsync(person, "somebody");

        // The first attempt from a network writes a row of its own, whatever the name.
        await AnswerAsync("warm@example.com");
        for (var i = 0; i < 12; i++)
        {
            Assert.Equal(await WorkAsync(known), await WorkAsync(unknown));
        }
    }

    [Fact]
    public async Task The_same_work_is_done_for_both_when_a_cookie_names_a_device()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        await AnswerAsync("warm@example.com");

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(await WorkAsync(person.Email, withDevice: true), await WorkAsync("nobody@example.com", withDevice: true));
        }
    }

    [Fact]
    public async Task The_very_first_unknown_name_costs_no_hash_more_than_a_known_one()
    {
        // A known person has signed in before; an unknown name has never been tried.
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        await _portal.Browser().TypePasswordAsync(person.Email);

        Assert.Equal((await WorkAsync(person.Email)).Hashes, (await WorkAsync("nobody@example.com")).Hashes);
    }

    [Fact]
    public async Task The_times_of_both_are_printed()
    {
        var (known, unknown) = (new List<double>(), new List<double>());
        var people = new List<TestPerson>();
        for (var i = 0; i < Samples / 4; i++)
        {
            people.Add(await TestPerson.WithAsync(_portal, MethodIds.App));
        }

        for (var i = 0; i < Samples; i++)
        {
            known.Add(await TimeAsync(people[i % people.Count].Email));
            unknown.Add(await TimeAsync($"stranger{i % people.Count}@example.com"));
        }

        var u = known.Sum(one => unknown.Count(other => one > other));
        var z = (u - Samples * Samples / 2.0) / Math.Sqrt(Samples * Samples * (2.0 * Samples + 1) / 12);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"median known {Median(known):F1} ms, unknown {Median(unknown):F1} ms, z of Mann-Whitney {z:F2}, {Samples} of each");
        Assert.All(known.Concat(unknown), time => Assert.True(time > 0));
    }

    // Status, headers and page, without what was typed and the tokens, which are new each time.
    private async Task<string> AnswerAsync(string login)
    {
        var response = await SendAsync(await FormAsync(login));
        var body = Regex.Replace(await response.Content.ReadAsStringAsync(), "[A-Za-z0-9+/_=-]{60,}", "TOKEN");
        var headers = response.Headers.Concat(response.Content.Headers).OrderBy(header => header.Key)
            .Where(header => header.Key is not ("Date" or "Content-Length"))
            .Select(header => $"{header.Key}: {Regex.Replace(string.Join(",", header.Value), "'nonce-[^']*'|=[A-Za-z0-9_-]{20,}", "TOKEN")}");
        return $"{(int)response.StatusCode}\n{string.Join('\n', headers)}\n{body.Replace(login, "LOGIN", StringComparison.Ordinal)}";
    }

    private async Task<(int Hashes, int Commands)> WorkAsync(string login, bool withDevice = false)
    {
        var form = await FormAsync(login);
        if (withDevice)
        {
            form.Browser.SetCookie("__Host-portal-device", $"{Guid.NewGuid():N}.{new string('a', 43)}");
        }

        var (hashes, commands) = (Hasher.Count, _commands.Count);
        await SendAsync(form);
        return (Hasher.Count - hashes, _commands.Count - commands);
    }

    private async Task<double> TimeAsync(string login)
    {
        var form = await FormAsync(login);
        var start = Stopwatch.GetTimestamp();
        await SendAsync(form);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private async Task<(TestBrowser Browser, (Uri, FormUrlEncodedContent) Form)> FormAsync(string login)
    {
        var browser = await _portal.Browser().GetAsync("/sign-in");
        return (browser, browser.Form(("login", login), ("password", "Wrong-horse-77")));
    }

    private static Task<HttpResponseMessage> SendAsync((TestBrowser Browser, (Uri, FormUrlEncodedContent) Form) one) =>
        one.Browser.SendWithoutFollowingAsync(one.Form);

    private async Task<string> RenameAsync(TestPerson person, string name)
    {
        await using var scope = _portal.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>();
        Assert.True((await users.SetUserNameAsync((await users.FindByIdAsync(person.Id))!, name)).Succeeded);
        return name;
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);
}
