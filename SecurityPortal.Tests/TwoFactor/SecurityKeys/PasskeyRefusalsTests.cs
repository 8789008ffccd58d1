using System.Net;
using SecurityPortal.Platform.BackgroundJobs.Cleanup;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.TwoFactor.SecurityKeys;

/// <summary>What strangers can do with the passkey button, and the traces that they leave.</summary>
[OnBothDatabases]
public sealed class PasskeyRefusalsTests : IAsyncLifetime
{
    private readonly Portal _portal = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    public static TheoryData<string> Faults => ["signature", "origin", "not verified", "unknown key", "challenge"];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_passkey_that_gets_nobody_in_is_logged_under_whom_it_names(string fault)
    {
        var (person, key) = await PersonWithPasskeyAsync();
        switch (fault)
        {
            case "signature": key.BreaksSignature = true; break;
            case "origin": key.Origin = "https://evil.example"; break;
            case "not verified": key.Flags = 0x01; break;
            case "unknown key": key.NamedId = new byte[32]; break;
            case "challenge": key.Challenge = new byte[32]; break;
        }

        var browser = await RefusedAsync(key);

        Assert.Contains("reason=passkey&", browser.RequestMessage!.RequestUri!.Query);
        Assert.Single(await person.ActivityAsync(), entry => entry == "passkey-refused SecurityKeys");
    }

    [Theory]
    [InlineData("no json")]
    [InlineData("[]")]
    [InlineData("{\"response\":7}")]
    [InlineData("{\"response\":{\"userHandle\":\"%%%\"}}")]
    [InlineData("{\"response\":{\"userHandle\":\"AAAA\"}}")]
    public async Task One_that_names_nobody_is_logged_under_nobody_and_answered_the_same(string credential)
    {
        var browser = _portal.Browser();
        await browser.AskPasskeyAsync();

        var response = await browser.AnswerPasskeyAsync(credential);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("reason=passkey&", response.RequestMessage!.RequestUri!.Query);
        Assert.Equal(1, await RefusedOfNobodyAsync());
    }

    [Fact]
    public async Task The_owner_is_told_at_the_third_and_at_the_fifth()
    {
        var (person, key) = await PersonWithPasskeyAsync();
        key.BreaksSignature = true;
        List<int> told = [];
        for (var time = 0; time < 7; time++)
        {
            await RefusedAsync(key);
            told.Add(await MailsAsync(person, "Someone tried to sign in to your account with a passkey"));
        }

        // After the fifth, no more mail for as long as a lock would last, though nothing is locked.
        Assert.Equal([0, 0, 1, 1, 2, 2, 2], told);
        key.BreaksSignature = false;
        key.Counter++;
        var owner = _portal.Browser();
        await owner.AnswerPasskeyAsync(key.Get(await owner.AskPasskeyAsync()));
        Assert.True(await owner.IsSignedInAsync());
    }

    [Fact]
    public async Task A_copied_key_leaves_a_trace_and_is_told_at_once()
    {
        var (person, key) = await PersonWithPasskeyAsync(counter: 10);
        key.Counter = 9;

        await RefusedAsync(key);

        Assert.Single(await person.ActivityAsync(), entry => entry == "security-key-copied SecurityKeys");
        Assert.Equal(1, await MailsAsync(person, "Someone may have copied one of your security keys"));
    }

    [Fact]
    public async Task So_does_one_used_at_the_second_step()
    {
        var (person, key) = await PersonWithPasskeyAsync(counter: 10);
        key.Counter = 9;
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);

        await browser.SubmitAsync(("code", key.Get(browser.Page!.QuerySelector("[data-options]")!.GetAttribute("data-options")!)));

        Assert.Single(await person.ActivityAsync(), entry => entry == "security-key-copied SecurityKeys");
        Assert.Equal(1, await MailsAsync(person, "Someone may have copied one of your security keys"));
    }

    [Fact]
    public async Task A_network_whose_passkeys_get_nobody_in_has_to_wait()
    {
        var (_, key) = await PersonWithPasskeyAsync();
        key.BreaksSignature = true;
        for (var time = 0; time < 20; time++)
        {
            await RefusedAsync(key);
        }

        key.BreaksSignature = false;
        key.Counter++;
        var locked = await RefusedAsync(key);
        Assert.Contains("reason=passkey-locked", locked.RequestMessage!.RequestUri!.Query);
        Assert.Contains("Too many passkeys from your network were refused.", await locked.Content.ReadAsStringAsync());

        _portal.Clock.Advance(TimeSpan.FromMinutes(1));
        var browser = _portal.Browser();
        await browser.AnswerPasskeyAsync(key.Get(await browser.AskPasskeyAsync()));
        Assert.True(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task Right_passkeys_of_a_network_never_lock_it()
    {
        var (_, key) = await PersonWithPasskeyAsync();
        for (var time = 0; time < 25; time++)
        {
            key.Counter++;
            var browser = _portal.Browser();
            await browser.AnswerPasskeyAsync(key.Get(await browser.AskPasskeyAsync()));
            Assert.True(await browser.IsSignedInAsync());
        }
    }

    [Fact]
    public async Task Of_a_hundred_challenges_asked_for_at_once_by_one_network_sixty_are_made()
    {
        List<TestBrowser> browsers = [];
        for (var i = 0; i < 100; i++)
        {
            browsers.Add(await _portal.Browser().GetAsync("/sign-in"));
        }

        var answers = await Task.WhenAll(browsers.Select(browser => Task.Run(() =>
            browser.SendAsync((new Uri("https://localhost/sign-in/passkey/options"), browser.Form().Content)))));

        Assert.Equal(60, answers.Count(answer => answer.StatusCode == HttpStatusCode.OK));
        Assert.Equal(40, answers.Count(answer => answer.StatusCode == HttpStatusCode.TooManyRequests));
        Assert.Equal(60, await CeremoniesAsync());

        _portal.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.OK, (await _portal.Browser().TryAskPasskeyAsync()).StatusCode);
    }

    [Fact]
    public async Task A_browser_has_one_challenge_open_and_one_that_nobody_answered_is_gone_in_minutes()
    {
        var browser = _portal.Browser();
        for (var time = 0; time < 5; time++)
        {
            await browser.AskPasskeyAsync();
        }

        Assert.Equal(1, await CeremoniesAsync());
        _portal.Clock.Advance(TimeSpan.FromMinutes(3) + TimeSpan.FromSeconds(1));
        await _portal.Get<Cleaner>().RunAsync();
        Assert.Equal(0, await CeremoniesAsync());
    }

    private async Task<HttpResponseMessage> RefusedAsync(SoftwareKey key)
    {
        var browser = _portal.Browser();
        var response = await browser.AnswerPasskeyAsync(key.Get(await browser.AskPasskeyAsync()));
        Assert.False(await browser.IsSignedInAsync());
        return response;
    }

    private async Task<(TestPerson Person, SoftwareKey Key)> PersonWithPasskeyAsync(uint counter = 1)
    {
        var key = new SoftwareKey { Counter = counter };
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        await person.TurnOnKeyAsync(key);
        return (person, key);
    }

    private static async Task<int> MailsAsync(TestPerson person, string subject) =>
        (await person.MessagesAsync("email")).Count(mail => mail.Text.StartsWith(subject, StringComparison.Ordinal));

    private Task<int> CeremoniesAsync() => Rows.NumberAsync(_portal, """SELECT count(*) AS "Value" FROM "KeyCeremonies" """);

    private Task<int> RefusedOfNobodyAsync() => Rows.NumberAsync(
        _portal, """SELECT count(*) AS "Value" FROM "ActivityLog" WHERE "UserId" = '' AND "Event" = 'passkey-refused'""");
}
