using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor;

namespace SecurityPortal.Tests.SignIn.SecondFactor;

public sealed class ChoosingAMethodTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private readonly Portal _portal = shared.Portal;

    [Fact]
    public async Task Without_a_mark_the_strongest_opens()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.Sms, MethodIds.WhatsApp, MethodIds.App);

        var browser = await _portal.Browser().TypePasswordAsync(person.Email);

        Assert.Equal("Authentication app", Open(browser));
        Assert.Empty(await person.MessagesAsync("sms"));
        Assert.Empty(await person.MessagesAsync("whatsapp"));
    }

    [Fact]
    public async Task Without_anything_stronger_a_text_opens_ahead_of_WhatsApp_and_backup_codes()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.Sms, MethodIds.WhatsApp);

        var browser = await _portal.Browser().TypePasswordAsync(person.Email);

        Assert.Equal("Text message (SMS)", Open(browser));
        Assert.Single(await person.MessagesAsync("sms"));
        Assert.Empty(await person.MessagesAsync("whatsapp"));
    }

    [Fact]
    public async Task The_preferred_method_opens_first_whatever_its_strength()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.Sms, MethodIds.WhatsApp, MethodIds.App);
        await person.SignInAsync(MethodIds.App);
        Assert.IsType<MethodResult.Done>(await person.Methods.PreferAsync(person.Session, MethodIds.WhatsApp));
        Assert.True((await person.RowAsync(MethodIds.WhatsApp)).IsPreferred);

        var browser = await _portal.Browser().TypePasswordAsync(person.Email);

        Assert.Equal("WhatsApp", Open(browser));
        Assert.Single(await person.MessagesAsync("whatsapp"));
    }

    [Fact]
    public async Task The_mark_can_be_taken_away()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.Sms, MethodIds.App);
        await person.SignInAsync(MethodIds.App);
        await person.Methods.PreferAsync(person.Session, MethodIds.Sms);
        await person.Methods.PreferAsync(person.Session, null);

        var browser = await _portal.Browser().TypePasswordAsync(person.Email);

        Assert.Equal("Authentication app", Open(browser));
    }

    [Fact]
    public async Task The_mark_goes_with_its_method()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.Sms, MethodIds.App);
        await person.SignInAsync(MethodIds.App);
        await person.Methods.PreferAsync(person.Session, MethodIds.Sms);
        await person.TurnOffAsync(MethodIds.Sms);
        _portal.Clock.Advance(TimeSpan.FromMinutes(2));

        await person.TurnOnSmsAsync();

        Assert.False((await person.RowAsync(MethodIds.Sms)).IsPreferred);
    }

    [Fact]
    public async Task Backup_codes_cannot_be_preferred()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        await person.SignInAsync(MethodIds.App);

        Assert.Equal(MethodFault.ChangedMeanwhile, Refusals.Fault(await person.Methods.PreferAsync(person.Session, MethodIds.BackupCodes)));
    }

    [Fact]
    public async Task The_other_ways_are_listed_strongest_first_and_backup_codes_last()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.Sms, MethodIds.WhatsApp, MethodIds.App);
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);

        await browser.GetAsync("/sign-in/verify?another=true");

        Assert.Equal(["Text message (SMS)", "WhatsApp", "Backup codes"], Ways(browser));
        Assert.Equal(2, browser.Page!.QuerySelectorAll(".ways small").Count(hint => hint.TextContent == $"+44 •••• ••{person.Number[^2..]}"));
    }

    [Fact]
    public async Task Listing_the_other_ways_sends_nothing()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.Sms, MethodIds.WhatsApp, MethodIds.App);
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);

        await browser.GetAsync("/sign-in/verify?method=Sms&another=true");

        Assert.Empty(await person.MessagesAsync("sms"));
    }

    [Fact]
    public async Task Backup_codes_are_not_offered_once_they_are_used_up()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        await UseUpAsync(person);
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);

        await browser.GetAsync("/sign-in/verify?another=true");

        Assert.Empty(Ways(browser));
    }

    [Theory]
    [InlineData(MethodIds.Sms)]
    [InlineData(MethodIds.WhatsApp)]
    [InlineData("Email")]
    [InlineData("Nonsense")]
    public async Task A_method_that_is_off_opens_nothing_and_sends_nothing(string method)
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);

        await browser.GetAsync($"/sign-in/verify?method={method}");

        Assert.Equal("Authentication app", Open(browser));
        Assert.Empty(await person.MessagesAsync("sms"));
        Assert.Empty(await person.MessagesAsync("whatsapp"));
    }

    [Fact]
    public async Task A_method_that_is_off_cannot_be_answered_with_another_methods_right_code()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);

        await browser.SubmitAsync(("method", MethodIds.Sms), ("code", person.NextAppCode()));

        Assert.False(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task A_method_turned_off_meanwhile_signs_nobody_in()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App, MethodIds.Sms);
        await person.SignInAsync(MethodIds.App);
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);
        await browser.GetAsync("/sign-in/verify?method=Sms");
        var code = await person.NewestCodeAsync("sms");

        await person.TurnOffAsync(MethodIds.Sms);
        await browser.SubmitAsync(("code", code));

        Assert.False(await browser.IsSignedInAsync());
    }

    private async Task UseUpAsync(TestPerson person)
    {
        foreach (var code in person.BackupCodes)
        {
            var browser = await _portal.Browser().TypePasswordAsync(person.Email);
            await browser.TypeCodeAsync(code, MethodIds.BackupCodes);
            Assert.True(await browser.IsSignedInAsync());
        }
    }

    private static string Open(TestBrowser browser) => browser.Page!.QuerySelector(".method-heading")!.TextContent.Trim();

    private static string?[] Ways(TestBrowser browser) =>
        [.. browser.Page!.QuerySelectorAll(".ways a").Select(way => way.TextContent.Trim())];
}
