using Microsoft.AspNetCore.Identity;
using SecurityPortal.Authentication.Flows;
using SecurityPortal.Platform.BackgroundJobs.Cleanup;
using SecurityPortal.Platform.Database;
using SecurityPortal.SignIn.SecondFactor;
using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor.AuthenticatorApp;
using SecurityPortal.TwoFactor.BackupCodes;
using SecurityPortal.TwoFactor.Sms;

namespace SecurityPortal.Tests.Attacks;

/// <summary>
/// Guessing at the second step with the right password, at any pace and over any number of sign-ins: it ends after a hundred
/// wrong answers in a row (R16; NIST 800-63B-4 3.2.2). The token providers themselves count how many were checked.
/// </summary>
[OnBothDatabases]
public sealed class EndOfGuessingTests : IAsyncLifetime
{
    private readonly Portal _portal = new()
    {
        WithServices = services =>
        {
            CountingTokens<AuthenticatorAppTokenProvider>.Use(services, MethodIds.App);
            CountingTokens<SmsTokenProvider>.Use(services, MethodIds.Sms);
            CountingTokens<BackupCodesTokenProvider>.Use(services, MethodIds.BackupCodes);
        },
    };

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task A_hundred_wrong_codes_in_a_row_are_looked_at_and_none_after_them_not_even_the_right_one()
    {
        var (person, guesser) = await VictimAsync(MethodIds.App);

        Assert.IsType<SecondFactorResult.Wrong>(await guesser.GuessAsync(99));
        Assert.IsType<SecondFactorResult.Closed>(await guesser.GuessAsync(1));
        Assert.IsType<SecondFactorResult.Closed>(await guesser.GuessAsync(30));

        Assert.IsType<SecondFactorResult.Closed>(await guesser.AnswerAsync(MethodIds.App, person.NextAppCode()));
        Assert.Equal(100, Looks<AuthenticatorAppTokenProvider>(person));
        Assert.Equal(0, await Rows.OpenSessionsAsync(_portal, person.Id));
    }

    [Fact]
    public async Task Guesses_at_all_methods_count_together()
    {
        var (person, guesser) = await VictimAsync(MethodIds.App, MethodIds.Sms);
        await guesser.HaveGuessedAsync(94);

        await guesser.GuessAsync(3, MethodIds.BackupCodes);
        await guesser.GuessAsync(3, MethodIds.Sms);

        Assert.IsType<SecondFactorResult.Closed>(await guesser.AnswerAsync(MethodIds.BackupCodes, person.BackupCodes[0]));
        Assert.IsType<SecondFactorResult.Closed>(await guesser.AnswerAsync(MethodIds.App, person.NextAppCode()));
        Assert.Equal(3, Looks<BackupCodesTokenProvider>(person));
        Assert.Equal(0, Looks<AuthenticatorAppTokenProvider>(person));
    }

    [Fact]
    public async Task Of_sixty_guesses_at_once_in_twelve_sign_ins_no_more_are_looked_at_than_are_left_of_the_hundred()
    {
        var (person, guesser) = await VictimAsync(MethodIds.App);
        await guesser.HaveGuessedAsync(98);
        List<AuthenticationFlow> flows = [];
        for (var i = 0; i < 12; i++)
        {
            flows.Add(await guesser.BeginAsync());
        }

        var wrong = guesser.Wrong();
        await Task.WhenAll(Enumerable.Range(0, 60).Select(i => Task.Run(() => guesser.AnswerAsync(flows[i % 12], MethodIds.App, wrong))));

        Assert.Equal(2, Looks<AuthenticatorAppTokenProvider>(person));
        Assert.Equal(100, await guesser.InARowAsync());
    }

    [Fact]
    public async Task Waiting_opens_nothing_since_the_row_does_not_lapse()
    {
        var (person, guesser) = await VictimAsync(MethodIds.App);
        await guesser.HaveGuessedAsync(97);
        for (var day = 0; day < 3; day++)
        {
            await guesser.GuessAsync(1);
            _portal.Clock.Advance(TimeSpan.FromDays(2));
            await _portal.Get<Cleaner>().RunAsync();
        }

        Assert.IsType<SecondFactorResult.Closed>(await guesser.AnswerAsync(MethodIds.App, person.NextAppCode()));
        Assert.Equal(3, Looks<AuthenticatorAppTokenProvider>(person));
    }

    [Fact]
    public async Task The_hundredth_answer_is_still_looked_at_and_opens_everything_when_it_is_right()
    {
        var (person, guesser) = await VictimAsync(MethodIds.App);
        await guesser.HaveGuessedAsync(99);

        Assert.IsType<SecondFactorResult.Passed>(await guesser.AnswerAsync(MethodIds.App, person.NextAppCode()));
        Assert.Equal(0, await guesser.InARowAsync());
    }

    [Fact]
    public async Task Whoever_can_read_the_texts_gets_no_more_guesses_at_the_app()
    {
        var (person, guesser) = await VictimAsync(MethodIds.App, MethodIds.Sms);
        for (var round = 0; round < 30; round++)
        {
            // Four at a time, one short of a lock. If each success by text reset the count, this could go on forever.
            await guesser.GuessAsync(4);
            await guesser.WaitAsync();
            var flow = await guesser.BeginAsync();
            if (await guesser.AnswerAsync(flow, MethodIds.Sms, await guesser.TextAsync(flow)) is not SecondFactorResult.Passed)
            {
                break;
            }

            // Keeps the hourly and daily limits on texts from ending it.
            _portal.Clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal(100, Looks<AuthenticatorAppTokenProvider>(person));
        Assert.IsType<SecondFactorResult.Closed>(await guesser.AnswerAsync(MethodIds.App, person.NextAppCode()));
    }

    [Fact]
    public async Task A_right_text_does_not_keep_the_fifth_wrong_app_code_from_locking()
    {
        var (_, guesser) = await VictimAsync(MethodIds.App, MethodIds.Sms);
        await guesser.GuessAsync(4);
        var flow = await guesser.BeginAsync();
        Assert.IsType<SecondFactorResult.Passed>(await guesser.AnswerAsync(flow, MethodIds.Sms, await guesser.TextAsync(flow)));

        var next = await guesser.BeginAsync();
        Assert.IsType<SecondFactorResult.Wrong>(await guesser.AnswerAsync(next, MethodIds.App, guesser.Wrong()));
        Assert.IsType<SecondFactorResult.Locked>(await guesser.AnswerAsync(next, MethodIds.App, guesser.Wrong()));
    }

    [Fact]
    public async Task A_right_text_forgives_wrong_texts()
    {
        var (_, guesser) = await VictimAsync(MethodIds.App, MethodIds.Sms);
        for (var round = 0; round < 3; round++)
        {
            await guesser.GuessAsync(4, MethodIds.Sms);
            var flow = await guesser.BeginAsync();
            Assert.IsType<SecondFactorResult.Passed>(await guesser.AnswerAsync(flow, MethodIds.Sms, await guesser.TextAsync(flow)));
            Assert.Equal(0, await guesser.InARowAsync());
        }
    }

    [Fact]
    public async Task A_right_code_of_the_app_forgives_wrong_ones_of_every_method()
    {
        var (person, guesser) = await VictimAsync(MethodIds.App, MethodIds.Sms);
        await guesser.GuessAsync(2, MethodIds.Sms);
        await guesser.GuessAsync(2);

        Assert.IsType<SecondFactorResult.Passed>(await guesser.AnswerAsync(MethodIds.App, person.NextAppCode()));
        Assert.Equal(0, await guesser.InARowAsync());
    }

    private int Looks<TProvider>(TestPerson person)
        where TProvider : class, IUserTwoFactorTokenProvider<PortalUser> =>
        _portal.Get<CountingTokens<TProvider>>().Looks(person.Id);

    private async Task<(TestPerson Person, Guesser Guesser)> VictimAsync(params string[] methods)
    {
        var person = await TestPerson.WithAsync(_portal, methods);
        return (person, new Guesser(_portal, person));
    }
}
