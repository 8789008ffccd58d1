using Microsoft.Extensions.DependencyInjection;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Authentication.Throttling;
using SecurityPortal.SignIn.Password;
using SecurityPortal.SignIn.Reauthentication;
using SecurityPortal.SignIn.SecondFactor;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Attacks;

/// <summary>
/// Hanging up as soon as an attempt is counted: it is checked and logged, and the owner is told, all the same (R16; ASVS 6.3.5,
/// 16.3.1). The counts that the owner is told of come only once.
/// </summary>
[OnBothDatabases]
public sealed class HangingUpTests : IAsyncDisposable
{
    private const string Wrong = "Wrong-horse-77";
    private const int AllButOne = FailureLimit.Max - 1;
    private static readonly ClientInfo Client = new("A browser", "198.51.100.7");
    private readonly CancellationTokenSource _request = new();
    private readonly AfterCommit _counted = new("INSERT INTO \"ConsecutiveFailures\"");
    private readonly Portal _portal;

    public HangingUpTests() => _portal = new()
    {
        WithServices = services =>
        {
            QuickHasher.Use(services);
            _counted.Use(services);
        },
    };

    public async ValueTask DisposeAsync()
    {
        await _portal.DisposeAsync();
        _request.Dispose();
    }

    [Fact]
    public async Task The_owner_is_told_of_the_third_wrong_code()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        var guesser = new Guesser(_portal, person);
        await guesser.GuessAsync(2);
        var (flow, code) = (await guesser.BeginAsync(), guesser.Wrong());

        await HangUpAsync(token => _portal.Get<SecondFactorService>().AnswerAsync(flow, MethodIds.App, code, Client, token));

        await IsToldAsync(person, "Someone has your password but failed your second step");
        Assert.Equal(3, (await person.ActivityAsync()).Count(entry => entry == $"second-step-refused {MethodIds.App}"));
    }

    [Fact]
    public async Task The_owner_is_told_of_the_hundredth_wrong_password()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        await HaveGuessedAsync(person, FailureLimit.Password);

        await HangUpAsync(async token =>
        {
            await using var scope = _portal.Services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<PasswordSignIn>().TryAsync(
                person.Email, Wrong, Client, device: null, "/settings/security", token);
        });

        await IsToldAsync(person, "Your password no longer works");
        Assert.Equal(["password-refused", "password-closed"], (await person.ActivityAsync())[^2..]);
    }

    [Fact]
    public async Task The_hundredth_wrong_password_within_a_session_ends_it()
    {
        var person = await (await TestPerson.WithAsync(_portal, MethodIds.App)).SignInAsync(MethodIds.App);
        await HaveGuessedAsync(person, FailureLimit.Reauthentication);

        await HangUpAsync(async token =>
        {
            await using var scope = _portal.Services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<PasswordReauthentication>().TryAsync(
                person.Session, Wrong, "/settings/security", Client, token);
        });

        await IsToldAsync(person, "You were signed out everywhere");
        Assert.Contains("password-refused", await person.ActivityAsync());
        Assert.False(await person.IsAliveAsync(person.Session));
    }

    /// <summary>Sends a request whose browser is gone as soon as the attempt is counted.</summary>
    private async Task HangUpAsync(Func<CancellationToken, Task> request)
    {
        _counted.Do = _request.CancelAsync;

        // The answer itself may fail, as there is nobody to read it.
        await Record.ExceptionAsync(() => request(_request.Token));

        Assert.Null(_counted.Do);
    }

    private static async Task IsToldAsync(TestPerson person, string subject) => Assert.Single(
        await person.MessagesAsync("email"), mail => mail.Text.StartsWith(subject, StringComparison.Ordinal));

    /// <summary>Records wrong passwords in a row, one short of the last that is checked.</summary>
    private Task HaveGuessedAsync(TestPerson person, string kind) => Rows.ExecuteAsync(
        _portal,
        $"""
        INSERT INTO "ConsecutiveFailures" ("UserId", "Kind", "Authenticator", "Count") VALUES ({person.Id}, {kind}, '', {AllButOne})
        """);
}
