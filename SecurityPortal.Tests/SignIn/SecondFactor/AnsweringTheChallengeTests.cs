using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.SignIn.SecondFactor;

public sealed class AnsweringTheChallengeTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private readonly Portal _portal = shared.Portal;

    [Fact]
    public async Task A_wrong_code_is_told_at_the_field()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);

        await browser.SubmitAsync(("code", "000000"));

        Assert.Equal("That code is wrong or has already been used. Check it and try again.", Error(browser));
        Assert.Equal("true", browser.Page!.QuerySelector("input[name=code]")!.GetAttribute("aria-invalid"));
        Assert.DoesNotContain("000000", browser.Page.QuerySelector("input[name=code]")!.OuterHtml);
    }

    [Fact]
    public async Task The_right_code_after_a_wrong_one_signs_in()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);

        await browser.SubmitAsync(("code", "000000"));
        await browser.SubmitAsync(("code", person.NextAppCode()));

        Assert.Equal("/settings/security", browser.Path);
    }

    [Fact]
    public async Task A_person_is_taken_where_they_wanted_to_go()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        var browser = await _portal.Browser().GetAsync("/settings/security/two-factor");
        Assert.StartsWith("/sign-in?returnUrl=", browser.Path);

        await browser.SubmitAsync(("login", person.Email), ("password", Portal.Password));
        await browser.SubmitAsync(("code", person.NextAppCode()));

        Assert.Equal("/settings/security/two-factor", browser.Path);
    }

    [Fact]
    public async Task Any_of_several_apps_signs_in()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        await person.HasAsync(MethodIds.App);
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);

        await browser.SubmitAsync(("code", person.NextAppCode(app: 1)));

        Assert.True(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task A_backup_code_is_read_in_any_case_with_and_without_hyphens_and_spaces()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        var codes = person.BackupCodes;
        string[] typed =
        [
            codes[0].ToUpperInvariant(),
            codes[1].Replace("-", ""),
            codes[2].Replace('-', ' '),
            $"  {codes[3]} ",
        ];
        foreach (var code in typed)
        {
            var browser = await _portal.Browser().TypePasswordAsync(person.Email);
            await browser.TypeCodeAsync(code, MethodIds.BackupCodes);
            Assert.True(await browser.IsSignedInAsync(), code);
        }
    }

    [Fact]
    public async Task A_second_code_may_be_asked_for_after_thirty_seconds_then_sixty_then_a_hundred_and_twenty()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.Sms);
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);
        Assert.Single(await person.MessagesAsync("sms"));

        var sent = 1;
        foreach (var wait in new[] { 30, 60, 120, 120 })
        {
            _portal.Clock.Advance(TimeSpan.FromSeconds(wait - 1));
            await browser.SubmitAsync(("action", "send"));
            Assert.Equal(sent, (await person.MessagesAsync("sms")).Count);
            Assert.Equal("We just sent a code. Wait a moment before you send another.", Error(browser));

            _portal.Clock.Advance(TimeSpan.FromSeconds(1));
            await browser.SubmitAsync(("action", "send"));
            Assert.Equal(++sent, (await person.MessagesAsync("sms")).Count);
        }
    }

    [Fact]
    public async Task Asking_for_a_new_code_is_no_answer()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.Sms);
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);
        for (var i = 0; i < 12; i++)
        {
            await browser.SubmitAsync(("action", "send"));
        }

        await browser.SubmitAsync(("code", await person.NewestCodeAsync("sms")));

        Assert.True(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task Opening_the_page_again_sends_no_second_code()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.Sms);
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);

        _portal.Clock.Advance(TimeSpan.FromMinutes(2));
        await browser.GetAsync("/sign-in/verify");
        await browser.GetAsync("/sign-in/verify?method=Sms");

        Assert.Single(await person.MessagesAsync("sms"));
    }

    [Fact]
    public async Task An_account_is_sent_twenty_codes_an_hour_at_most()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.Sms);
        for (var i = 0; i < 21; i++)
        {
            await _portal.Browser().TypePasswordAsync(person.Email);
        }

        Assert.Equal(20, (await person.MessagesAsync("sms")).Count);
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);
        await browser.SubmitAsync(("action", "send"));
        Assert.Equal("We have sent you too many codes. Try another way, or wait a while.", Error(browser));
    }

    [Fact]
    public async Task The_page_says_how_far_the_code_got()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.Sms);
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);
        var masked = $"+44 •••• ••{person.Number[^2..]}";
        Assert.Contains($"Sending a code to {masked} …", browser.Text);

        await _portal.DeliverAsync();
        await browser.GetAsync("/sign-in/verify/delivery?method=Sms");

        Assert.Contains($"Sent to {masked}. Delivered.", System.Text.RegularExpressions.Regex.Unescape(browser.Text));
    }

    [Fact]
    public async Task The_last_line_of_a_text_is_bound_to_our_origin()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.Sms);
        await _portal.Browser().TypePasswordAsync(person.Email);

        var text = Assert.Single(await person.MessagesAsync("sms")).Text;

        Assert.Matches(@"^\d{6} is your SecurityPortal code\. Don't share it\.\n\n@localhost #\d{6}$", text);
        Assert.EndsWith(text[..6], text);
    }

    private static string? Error(TestBrowser browser) => browser.Page!.QuerySelector(".field-error")?.TextContent.Trim();
}
