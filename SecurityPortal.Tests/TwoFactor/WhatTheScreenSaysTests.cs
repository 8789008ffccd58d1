using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor;

namespace SecurityPortal.Tests.TwoFactor;

public sealed class WhatTheScreenSaysTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private readonly Portal _portal = shared.Portal;

    [Fact]
    public async Task R7_The_screen_is_Settings_Security_Two_Factor_Authentication()
    {
        var person = await PersonAsync();
        var browser = await person.Browser().GetAsync("/settings/security/two-factor");

        var crumbs = browser.Page!.QuerySelectorAll("nav.breadcrumb li").Select(crumb => crumb.TextContent.Trim());
        Assert.Equal(["Settings", "Security", "Two-Factor Authentication"], crumbs);
        Assert.Equal("/settings/security", browser.Page.QuerySelector("nav.breadcrumb a")!.GetAttribute("href"));
        Assert.Equal("Two-Factor Authentication", browser.Page.QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task R7_The_overview_leads_to_the_screen()
    {
        var person = await PersonAsync();
        var browser = await person.Browser().GetAsync("/settings/security");

        Assert.NotNull(browser.Page!.QuerySelector("main a[href='/settings/security/two-factor']"));
    }

    [Theory]
    [InlineData(MethodIds.App, "Strong", "Works offline.")]
    [InlineData(MethodIds.Sms, "Basic", "Someone who takes over your number gets your codes.")]
    [InlineData(MethodIds.WhatsApp, "Basic", "Codes by WhatsApp, to the same number.")]
    [InlineData(MethodIds.BackupCodes, "For emergencies", "For when you lose your phone. Each code works once.")]
    public async Task R8_Each_method_shows_an_honest_strength_and_why(string method, string strength, string reason)
    {
        var person = await PersonAsync();
        var browser = await person.Browser().GetAsync("/settings/security/two-factor");

        var row = browser.Page!.QuerySelector($"[data-testid=method-{method}]")!;
        Assert.Equal(strength, row.QuerySelector(".chip")!.TextContent.Trim());
        Assert.Equal(reason, row.QuerySelector(".method-reason")!.TextContent.Trim());
    }

    [Fact]
    public async Task R8_WhatsApp_never_stands_above_text_messages()
    {
        var person = await PersonAsync();
        var methods = (await person.OverviewAsync()).Methods.Select(method => method.Description).ToList();

        var (sms, whatsApp) = (methods.Single(method => method.Id == MethodIds.Sms), methods.Single(method => method.Id == MethodIds.WhatsApp));
        Assert.Equal(MethodStrength.Basic, sms.Strength);
        Assert.Equal(sms.Strength, whatsApp.Strength);
        Assert.True(methods.IndexOf(sms) < methods.IndexOf(whatsApp));
    }

    [Fact]
    public async Task R8_Every_method_has_a_place_in_the_comparison()
    {
        var person = await PersonAsync();

        Assert.All((await person.OverviewAsync()).Methods, method =>
        {
            Assert.NotEmpty(method.Description.Comparison);
            Assert.NotEmpty(method.Description.Reason);
        });
    }

    [Fact]
    public async Task The_screen_never_shows_a_number_in_full()
    {
        var person = await PersonAsync();
        await person.TurnOnSmsAsync();

        var browser = await person.Browser().GetAsync("/settings/security/two-factor");

        var page = browser.Page!.DocumentElement.OuterHtml;
        Assert.Contains($"+44 •••• ••{person.Number[^2..]}", browser.Text);
        Assert.DoesNotContain(person.Number[1..], page);
    }

    private async Task<TestPerson> PersonAsync() => await (await TestPerson.CreateAsync(_portal)).SignInAsync();
}
