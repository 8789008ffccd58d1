using Microsoft.EntityFrameworkCore;
using SecurityPortal.Authentication.Flows;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Authentication.Throttling;
using SecurityPortal.SignIn.SecondFactor;
using SecurityPortal.TwoFactor.Verification;

namespace SecurityPortal.Tests.Fixtures;

/// <summary>
/// An attacker who has a person's password and guesses at the second step, in as many sign-ins as it takes, waiting for each
/// lock to end.
/// </summary>
internal sealed class Guesser(Portal portal, TestPerson person)
{
    private static readonly ClientInfo Client = new("A browser", "198.51.100.7");

    /// <summary>Begins a sign-in with the right password.</summary>
    public async Task<AuthenticationFlow> BeginAsync()
    {
        await using var db = await portal.OpenDatabaseAsync();
        var user = await db.Users.AsNoTracking().SingleAsync(row => row.Id == person.Id);
        return (await portal.Get<AuthenticationFlowStore>().BeginAsync(user, AuthenticationFlowPurpose.SignIn, null, "/settings/security")).Flow;
    }

    public Task<SecondFactorResult> AnswerAsync(AuthenticationFlow flow, string method, string code) =>
        portal.Get<SecondFactorService>().AnswerAsync(flow, method, code, Client, CancellationToken.None);

    /// <summary>Answers in a new sign-in, after any lock has ended.</summary>
    public async Task<SecondFactorResult> AnswerAsync(string method, string code)
    {
        await WaitAsync();
        return await AnswerAsync(await BeginAsync(), method, code);
    }

    /// <summary>Gives this many wrong answers, two in each sign-in; returns the result of the last.</summary>
    public async Task<SecondFactorResult> GuessAsync(int times, string method = MethodIds.App)
    {
        SecondFactorResult result = new SecondFactorResult.Over();
        AuthenticationFlow? flow = null;
        for (var i = 0; i < times; i++)
        {
            // Some locks outlast a sign-in in progress.
            flow = await WaitAsync() || i % 2 == 0 ? await BeginAsync() : flow;
            result = await AnswerAsync(flow!, method, method == MethodIds.BackupCodes ? "0000-0000-0000-0000" : Wrong());
        }

        return result;
    }

    /// <summary>Moves the clock to the end of the lock; returns false when there is none.</summary>
    public async Task<bool> WaitAsync()
    {
        if (await person.LockedUntilAsync() is not { } until)
        {
            return false;
        }

        portal.Clock.Advance(until - portal.Clock.GetUtcNow());
        return true;
    }

    /// <summary>Requests a text for this sign-in, and reads the code from the phone.</summary>
    public async Task<string> TextAsync(AuthenticationFlow flow)
    {
        // Messages of the same instant have no defined order.
        portal.Clock.Advance(TimeSpan.FromSeconds(1));
        await portal.Get<CodeDelivery>().SendFirstAsync(person.Id, MethodIds.Sms, flow.TokenPurpose, Client.Address, CancellationToken.None);
        return await person.NewestCodeAsync("sms");
    }

    /// <summary>Returns six digits that none of the person's apps shows around now.</summary>
    public string Wrong()
    {
        var now = portal.Clock.GetUtcNow();
        var right = person.AppKeys.SelectMany(key => new[] { -30, 0, 30 }.Select(off => Rfc6238.CodeAt(key, now.AddSeconds(off)))).ToHashSet();
        return Enumerable.Range(0, 10).Select(number => number.ToString("D6")).First(code => !right.Contains(code));
    }

    /// <summary>Returns how many consecutive wrong answers are on record.</summary>
    public async Task<int> InARowAsync()
    {
        await using var db = await portal.OpenDatabaseAsync();
        return await FailureLimit.InARowAsync(db, person.Id, FailureLimit.SecondFactor, CancellationToken.None);
    }

    /// <summary>Records this many consecutive wrong answers, without any lock.</summary>
    public Task HaveGuessedAsync(int times, string method = MethodIds.App) => Rows.ExecuteAsync(
        portal,
        $"""
        INSERT INTO "ConsecutiveFailures" ("UserId", "Kind", "Authenticator", "Count")
        VALUES ({person.Id}, {FailureLimit.SecondFactor}, {method}, {times})
        """);
}
