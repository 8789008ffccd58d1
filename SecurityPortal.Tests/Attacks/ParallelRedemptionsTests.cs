using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Attacks;

/// <summary>A code submitted twenty times in parallel opens one session and trusts one device (ASVS 6.5.1, 15.4.2; RFC 6238 5.2).</summary>
[OnBothDatabases]
public sealed class ParallelRedemptionsTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private const int Times = 20;
    private readonly Portal _portal = shared.Portal;

    [Fact]
    public async Task One_backup_code_in_twenty_browsers_opens_one_session()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        var browsers = await BrowsersAsync(person, "/sign-in/verify?method=BackupCodes");

        await SendAsync([.. browsers.Select(browser => (browser, person.BackupCodes[0]))]);

        Assert.Equal(1, await Rows.OpenSessionsAsync(_portal, person.Id));
        Assert.Equal(1, await SignedInAsync(browsers));
        await Invariants.CheckAsync(_portal, person.Id);
    }

    [Fact]
    public async Task One_backup_code_twenty_times_in_one_sign_in_opens_one_session()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        var browser = (await BrowsersAsync(person, "/sign-in/verify?method=BackupCodes", count: 1))[0];

        await SendAsync([.. Enumerable.Repeat((browser, person.BackupCodes[0]), Times)]);

        Assert.Equal(1, await Rows.OpenSessionsAsync(_portal, person.Id));
        await Invariants.CheckAsync(_portal, person.Id);
    }

    [Fact]
    public async Task Ten_backup_codes_at_once_in_one_sign_in_open_one_session()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        var browser = (await BrowsersAsync(person, "/sign-in/verify?method=BackupCodes", count: 1))[0];

        await SendAsync([.. person.BackupCodes.Select(code => (browser, code))]);

        Assert.Equal(1, await Rows.OpenSessionsAsync(_portal, person.Id));
        await Invariants.CheckAsync(_portal, person.Id);
    }

    [Fact]
    public async Task One_time_step_in_twenty_browsers_opens_one_session()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        var browsers = await BrowsersAsync(person, "/sign-in/verify");
        var code = person.NextAppCode();

        await SendAsync([.. browsers.Select(browser => (browser, code))]);

        Assert.Equal(1, await Rows.OpenSessionsAsync(_portal, person.Id));
        Assert.Equal(1, await SignedInAsync(browsers));
        Assert.Equal(1, await Rows.CountAsync(_portal, "TrustedDevices", person.Id));
    }

    [Fact]
    public async Task One_time_step_twenty_times_in_one_sign_in_opens_one_session()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        var browser = (await BrowsersAsync(person, "/sign-in/verify", count: 1))[0];
        var code = person.NextAppCode();

        await SendAsync([.. Enumerable.Repeat((browser, code), Times)]);

        Assert.Equal(1, await Rows.OpenSessionsAsync(_portal, person.Id));
    }

    [Theory]
    [InlineData(MethodIds.Sms, "sms")]
    [InlineData(MethodIds.WhatsApp, "whatsapp")]
    public async Task One_sent_code_twenty_times_opens_one_session(string method, string channel)
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.Sms, MethodIds.WhatsApp);
        var browser = (await BrowsersAsync(person, $"/sign-in/verify?method={method}", count: 1))[0];
        var code = await person.NewestCodeAsync(channel);

        await SendAsync([.. Enumerable.Repeat((browser, code), Times)]);

        Assert.Equal(1, await Rows.OpenSessionsAsync(_portal, person.Id));
    }

    [Fact]
    public async Task One_sent_code_in_several_browsers_opens_the_one_session_it_was_sent_for()
    {
        // Fewer browsers than the account has attempts: otherwise wrong answers from the others could lock it first.
        var person = await TestPerson.WithAsync(_portal, MethodIds.Sms);
        var browsers = await BrowsersAsync(person, path: null, count: 4);
        await browsers[0].GetAsync("/sign-in/verify");
        var code = await person.NewestCodeAsync("sms");

        // The others open the form without a code of their own and submit this one.
        foreach (var browser in browsers[1..])
        {
            await browser.GetAsync("/sign-in/verify?another=true");
        }

        await SendAsync([.. browsers.Select(browser => (browser, code))]);

        Assert.Equal(1, await Rows.OpenSessionsAsync(_portal, person.Id));
        Assert.True(await browsers[0].IsSignedInAsync());
    }

    private async Task<TestBrowser[]> BrowsersAsync(TestPerson person, string? path, int count = Times)
    {
        var browsers = Enumerable.Range(0, count).Select(_ => _portal.Browser()).ToArray();
        foreach (var browser in browsers)
        {
            // One after another, because correct passwords that arrive in parallel count against the limit too.
            await browser.GetAsync("/sign-in");
            var response = await browser.SendWithoutFollowingAsync(browser.Form(("login", person.Email), ("password", Portal.Password)));
            Assert.EndsWith("/sign-in/verify", response.Headers.Location!.ToString());
            if (path is not null)
            {
                await browser.GetAsync(path);
            }
        }

        return browsers;
    }

    private static async Task SendAsync(IReadOnlyList<(TestBrowser Browser, string Code)> answers)
    {
        var forms = answers.Select(answer => (answer.Browser, Form: answer.Browser.Form(("code", answer.Code), ("trust", "true")))).ToList();
        var responses = await Task.WhenAll(forms.Select(form => Task.Run(() => form.Browser.SendAsync(form.Form))));
        Assert.All(responses, response => Assert.True((int)response.StatusCode < 500, response.StatusCode.ToString()));
    }

    private static async Task<int> SignedInAsync(IEnumerable<TestBrowser> browsers)
    {
        var count = 0;
        foreach (var browser in browsers)
        {
            count += await browser.IsSignedInAsync() ? 1 : 0;
        }

        return count;
    }
}
