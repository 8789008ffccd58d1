using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor.AuthenticatorApp;
using SecurityPortal.TwoFactor.BackupCodes;
using SecurityPortal.TwoFactor.Sms;

namespace SecurityPortal.Tests.Attacks;

/// <summary>
/// Guesses sent in parallel, which a counter that reads before it writes would let through (ASVS 6.3.1, 6.6.3).
/// The token providers themselves count how many were checked.
/// </summary>
[OnBothDatabases]
public sealed class ParallelGuessesTests : IAsyncLifetime
{
    private const int Limit = 5;
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
    public async Task Of_sixty_guesses_at_an_app_in_one_sign_in_no_more_than_the_limit_are_looked_at()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);
        var right = person.NextAppCode();

        await GuessAsync([.. Wrong(right).Take(60).Select(code => (browser, code))]);

        Assert.Equal(Limit, _portal.Get<CountingTokens<AuthenticatorAppTokenProvider>>().Looks(person.Id));
        await AssertRightCodeDoesNotWinAsync(person, browser, right);
    }

    [Fact]
    public async Task Of_sixty_guesses_spread_over_twelve_sign_ins_no_more_than_the_limit_are_looked_at()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        var browsers = await BrowsersAsync(person, 12);
        var right = person.NextAppCode();

        await GuessAsync([.. Wrong(right).Take(60).Select((code, i) => (browsers[i % 12], code))]);

        Assert.Equal(Limit, _portal.Get<CountingTokens<AuthenticatorAppTokenProvider>>().Looks(person.Id));
        await AssertRightCodeDoesNotWinAsync(person, browsers[0], right);
    }

    [Fact]
    public async Task Of_sixty_guesses_at_a_text_no_more_than_the_limit_are_looked_at()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.Sms);
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);
        var right = await person.NewestCodeAsync("sms");

        await GuessAsync([.. Wrong(right).Take(60).Select(code => (browser, code))]);

        Assert.Equal(Limit, _portal.Get<CountingTokens<SmsTokenProvider>>().Looks(person.Id));
        await AssertRightCodeDoesNotWinAsync(person, browser, right);
    }

    [Fact]
    public async Task Guesses_at_backup_codes_and_at_an_app_share_one_limit()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        var browsers = await BrowsersAsync(person, 2);
        await browsers[1].GetAsync("/sign-in/verify?method=BackupCodes");
        var right = person.NextAppCode();
        var guesses = Wrong(right).Take(15).Select(code => (browsers[0], code))
            .Concat(Enumerable.Range(0, 15).Select(i => (browsers[1], $"0000-0000-0000-{i:D4}")));

        await GuessAsync([.. guesses]);

        var looks = _portal.Get<CountingTokens<AuthenticatorAppTokenProvider>>().Looks(person.Id)
            + _portal.Get<CountingTokens<BackupCodesTokenProvider>>().Looks(person.Id);
        Assert.Equal(Limit, looks);
        await AssertRightCodeDoesNotWinAsync(person, browsers[0], right);
        await AssertRightCodeDoesNotWinAsync(person, browsers[1], person.BackupCodes[0]);
    }

    [Fact]
    public async Task After_the_lock_the_owner_gets_in()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);
        await GuessAsync([.. Wrong(person.NextAppCode()).Take(20).Select(code => (browser, code))]);

        _portal.Clock.Advance(TimeSpan.FromMinutes(1));
        var owner = await _portal.Browser().TypePasswordAsync(person.Email);
        await owner.SubmitAsync(("code", person.NextAppCode()));

        Assert.True(await owner.IsSignedInAsync());
    }

    [Fact]
    public async Task Locks_of_the_second_step_grow_to_an_hour()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        foreach (var minutes in new[] { 1, 5, 15, 60, 60 })
        {
            var browser = await _portal.Browser().TypePasswordAsync(person.Email);
            await GuessAsync([.. Wrong(person.NextAppCode()).Take(10).Select(code => (browser, code))]);

            var again = await _portal.Browser().TypePasswordAsync(person.Email);
            await again.SubmitAsync(("code", person.NextAppCode()));
            Assert.Contains(minutes == 1 ? "Try again in 1 minute." : $"Try again in {minutes} minutes.", again.Text);

            // The lock still holds one second before it ends, and attempts during the lock do not extend it.
            _portal.Clock.Advance(TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(31));
            var early = await _portal.Browser().TypePasswordAsync(person.Email);
            await early.SubmitAsync(("code", Rfc6238.CodeAt(person.AppKeys[0], _portal.Clock.GetUtcNow())));
            Assert.False(await early.IsSignedInAsync());
            _portal.Clock.Advance(TimeSpan.FromSeconds(1));
        }
    }

    private async Task<TestBrowser[]> BrowsersAsync(TestPerson person, int count)
    {
        var browsers = Enumerable.Range(0, count).Select(_ => _portal.Browser()).ToArray();
        foreach (var browser in browsers)
        {
            await browser.TypePasswordAsync(person.Email);
        }

        return browsers;
    }

    private static async Task GuessAsync(IReadOnlyList<(TestBrowser Browser, string Code)> guesses)
    {
        var forms = guesses.Select(guess => (guess.Browser, Form: guess.Browser.Form(("code", guess.Code)))).ToList();
        var responses = await Task.WhenAll(forms.Select(form => Task.Run(() => form.Browser.SendAsync(form.Form))));
        Assert.All(responses, response => Assert.True((int)response.StatusCode < 500, response.StatusCode.ToString()));
    }

    private async Task AssertRightCodeDoesNotWinAsync(TestPerson person, TestBrowser browser, string code)
    {
        await browser.SendAsync(browser.Form(("code", code)));
        Assert.Equal(0, await Rows.OpenSessionsAsync(_portal, person.Id));
    }

    private static IEnumerable<string> Wrong(string right) =>
        Enumerable.Range(0, 1_000_000).Select(number => number.ToString("D6")).Where(code => code != right);
}
