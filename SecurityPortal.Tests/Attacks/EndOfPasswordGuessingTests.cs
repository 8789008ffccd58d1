using Microsoft.Extensions.DependencyInjection;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Authentication.Throttling;
using SecurityPortal.Platform.BackgroundJobs.Cleanup;
using SecurityPortal.SignIn.Password;
using SecurityPortal.Support;
using SecurityPortal.Support.Actions;
using SecurityPortal.Support.People;
using SecurityPortal.Tests.Fixtures;
using SecurityPortal.Tests.Support;

namespace SecurityPortal.Tests.Attacks;

/// <summary>
/// Guessing at a password at any pace: a hundred in a row are checked and none after them, and what strangers cannot have still
/// lets the owner in (R16; NIST 800-63B-4 3.2.2; ASVS 6.1.1).
/// </summary>
[OnBothDatabases]
public sealed class EndOfPasswordGuessingTests : IAsyncLifetime
{
    private const string Subject = "Your password no longer works";

    private readonly Portal _portal = new(("SignIn:TriesPerAddress", "100000")) { WithServices = QuickHasher.Use };

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task A_hundred_wrong_passwords_in_a_row_are_compared_and_none_after_them_not_even_the_right_one()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);

        await GuessAsync(person, 150);

        Assert.Equal(100, _portal.Get<QuickHasher>().Looks(person.Id));
        Assert.IsType<PasswordResult.Wrong>(await TryAsync(person));
        Assert.Equal(100, _portal.Get<QuickHasher>().Looks(person.Id));
        Assert.Single(await person.MessagesAsync("email"), mail => mail.Text.StartsWith(Subject, StringComparison.Ordinal));
        Assert.Single(await person.ActivityAsync(), entry => entry == "password-closed");
    }

    [Fact]
    public async Task Of_sixty_passwords_at_once_no_more_are_compared_than_are_left_of_the_hundred()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        await HaveGuessedAsync(person, 98);

        await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => Task.Run(() => TryAsync(person, "Wrong-horse-77"))));

        Assert.Equal(2, _portal.Get<QuickHasher>().Looks(person.Id));
    }

    [Fact]
    public async Task Waiting_opens_nothing()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        await HaveGuessedAsync(person, 100);
        _portal.Clock.Advance(TimeSpan.FromDays(30));
        await _portal.Get<Cleaner>().RunAsync();

        Assert.IsType<PasswordResult.Wrong>(await TryAsync(person));
    }

    [Fact]
    public async Task A_right_password_ends_the_row_even_while_the_account_is_locked()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        await HaveGuessedAsync(person, 90);
        for (var i = 0; i < 5; i++)
        {
            await TryAsync(person, "Wrong-horse-77");
        }

        Assert.IsType<PasswordResult.AccountLocked>(await TryAsync(person));
        Assert.Equal(0, await InARowAsync(person));
    }

    [Fact]
    public async Task A_trusted_device_opens_it_for_its_owner_whatever_strangers_did()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        var device = await _portal.TrustDeviceAsync(person.Id, new("A browser", "192.0.2.1"));
        await HaveGuessedAsync(person, 100);

        Assert.IsType<PasswordResult.SignedIn>(await TryAsync(person, device: device));

        // The owner has proven the password, so it is checked again elsewhere too.
        Assert.IsType<PasswordResult.SecondFactorRequired>(await TryAsync(person));
    }

    [Fact]
    public async Task A_trusted_device_itself_gets_a_hundred()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        var device = await _portal.TrustDeviceAsync(person.Id, new("A browser", "192.0.2.1"));

        await GuessAsync(person, 130, device);

        Assert.Equal(100, _portal.Get<QuickHasher>().Looks(person.Id));
        Assert.IsType<PasswordResult.Wrong>(await TryAsync(person, device: device));
        Assert.IsType<PasswordResult.SecondFactorRequired>(await TryAsync(person));
    }

    [Fact]
    public async Task A_passkey_opens_it()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        var key = new SoftwareKey { Counter = 1 };
        await person.TurnOnKeyAsync(key);
        key.Counter++;
        await HaveGuessedAsync(person, 100);

        var browser = _portal.Browser();
        await browser.AnswerPasskeyAsync(key.Get(await browser.AskPasskeyAsync()));

        Assert.True(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task A_new_password_by_mail_opens_it()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        await HaveGuessedAsync(person, 100);
        var browser = await _portal.Browser().GetAsync("/sign-in/forgot-password");
        await browser.SubmitAsync(("email", person.Email));
        var link = System.Text.RegularExpressions.Regex.Match(
            (await person.MessagesAsync("email"))[0].Text, @"/sign-in/reset-password\?token=[\w-]+").Value;
        await browser.GetAsync(link);
        await browser.SubmitAsync(("new-password", "Another-horse-8-battery"));

        Assert.IsType<PasswordResult.SecondFactorRequired>(await TryAsync(person, "Another-horse-8-battery"));
    }

    [Fact]
    public async Task Support_opens_it()
    {
        var desk = await Desk.OpenAsync(_portal, MethodIds.App);
        await HaveGuessedAsync(desk.Caller, 100);
        var seen = (await _portal.Get<PersonQueries>().LoadAsync(desk.Agent.Session, desk.Caller.Id)).View!;
        Assert.True(seen.IsPasswordClosed);

        Assert.IsType<SupportResult.Done>(await desk.AskAsync(ActionKind.Unlock));

        Assert.IsType<PasswordResult.SecondFactorRequired>(await TryAsync(desk.Caller));
    }

    [Fact]
    public async Task At_a_hundred_wrong_passwords_within_a_session_all_sessions_end_and_the_owner_signs_in_as_before()
    {
        var person = await (await TestPerson.WithAsync(_portal, MethodIds.App)).SignInAsync(MethodIds.App);
        var elsewhere = await person.SignInElsewhereAsync(MethodIds.App);
        await HaveGuessedAsync(person, 98, FailureLimit.Reauthentication);
        var browser = await person.Browser().GetAsync("/sign-in/confirm");

        await browser.SubmitAsync(("password", "Wrong-horse-77"));
        Assert.True(await person.IsAliveAsync(elsewhere));
        await browser.SubmitAsync(("password", "Wrong-horse-77"));

        Assert.False(await person.IsAliveAsync(person.Session));
        Assert.False(await person.IsAliveAsync(elsewhere));
        Assert.Single(await person.MessagesAsync("email"), mail => mail.Text.StartsWith("You were signed out everywhere", StringComparison.Ordinal));
        Assert.IsType<PasswordResult.SecondFactorRequired>(await TryAsync(person));
    }

    private async Task<PasswordResult> TryAsync(TestPerson person, string password = Portal.Password, DeviceToken? device = null)
    {
        await using var scope = _portal.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<PasswordSignIn>().TryAsync(
            person.Email, password, new("A browser", "198.51.100.7"), device, "/settings/security", CancellationToken.None);
    }

    /// <summary>Guesses at the pace that the locks allow; attempts that only meet a lock are included.</summary>
    private async Task GuessAsync(TestPerson person, int times, DeviceToken? device = null)
    {
        for (var i = 0; i < times; i++)
        {
            if (i % 10 == 0)
            {
                _portal.Clock.Advance(TimeSpan.FromHours(1));
            }

            await TryAsync(person, "Wrong-horse-77", device);
        }
    }

    private Task HaveGuessedAsync(TestPerson person, int times, string kind = FailureLimit.Password) => Rows.ExecuteAsync(
        _portal,
        $"""
        INSERT INTO "ConsecutiveFailures" ("UserId", "Kind", "Authenticator", "Count") VALUES ({person.Id}, {kind}, '', {times})
        """);

    private async Task<int> InARowAsync(TestPerson person)
    {
        await using var db = await _portal.OpenDatabaseAsync();
        return await FailureLimit.InARowAsync(db, person.Id, FailureLimit.Password, CancellationToken.None);
    }
}
