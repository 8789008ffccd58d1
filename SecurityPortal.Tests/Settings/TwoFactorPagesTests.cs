using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using SecurityPortal.Settings;
using SecurityPortal.Tests.Fixtures;
using Portal = SecurityPortal.Tests.Fixtures.Portal;

namespace SecurityPortal.Tests.Settings;

public sealed class TwoFactorPagesTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly Portal _portal = shared.Portal;

    [Fact]
    public async Task R3_WhatsApp_is_disabled_until_text_messages_are_on_and_follows_them_while_the_page_is_open()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        await using var screen = await Screen.OfAsync(_portal, person);
        var page = screen.Show<TwoFactorPage>();
        page.WaitForElement("[data-testid=method-WhatsApp]", Patience);
        Assert.True(IsDisabled(page, MethodIds.WhatsApp));
        Assert.Contains("Turn on text messages first", Row(page, MethodIds.WhatsApp));

        await person.TurnOnSmsAsync();

        page.WaitForAssertion(() => Assert.False(IsDisabled(page, MethodIds.WhatsApp)), Patience);
        Assert.Contains("Not set up", Row(page, MethodIds.WhatsApp));
        Assert.Contains($"+44 •••• ••{person.Number[^2..]}", Row(page, MethodIds.Sms));

        await person.TurnOffAsync(MethodIds.Sms);
        page.WaitForAssertion(() => Assert.True(IsDisabled(page, MethodIds.WhatsApp)), Patience);
    }

    [Fact]
    public async Task R3_Set_up_text_messages_on_the_row_of_WhatsApp_opens_that_set_up()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        await using var screen = await Screen.OfAsync(_portal, person);
        var page = screen.Show<TwoFactorPage>();
        page.WaitForElement("[data-testid=method-WhatsApp]", Patience);

        Screen.Button(page.Find("[data-testid=method-WhatsApp]"), "Set up text messages").Click();

        screen.Shown.WaitForElement("#phone-number", Patience);
        Assert.Contains("Set up Text message (SMS)", Screen.Words(screen.Dialog));
    }

    [Fact]
    public async Task R4_The_switch_of_text_messages_asks_about_both_and_turns_both_off()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        await person.TurnOnSmsAsync();
        await person.TurnOnWhatsAppAsync();
        await person.TurnOnAppAsync();
        await using var screen = await Screen.OfAsync(_portal, person);
        var page = screen.Show<TwoFactorPage>();

        page.WaitForElement("[data-testid=method-Sms] [role=switch]", Patience).Change(false);
        screen.Shown.WaitForElement("[role=dialog]", Patience);
        screen.DialogButton("Turn off text messages and WhatsApp").Click();

        page.WaitForAssertion(() => Assert.Contains("Turned off: Text message (SMS), WhatsApp.", Screen.Words(page.Find("[role=status]"))), Patience);
        Assert.Equal([MethodIds.App, MethodIds.BackupCodes], await person.OnAsync());
    }

    [Fact]
    public async Task A_confirmation_that_is_too_old_leads_to_a_new_one_and_back_to_the_very_set_up()
    {
        await using var portal = new Portal();
        var person = await (await TestPerson.CreateAsync(portal)).SignInAsync();
        await using var screen = await Screen.OfAsync(portal, person);
        var page = screen.Show<TwoFactorPage>();
        portal.Clock.Advance(TimeSpan.FromMinutes(10));

        page.WaitForElement("[data-testid=method-AuthenticatorApp] [role=switch]", Patience).Change(true);

        var navigation = (BunitNavigationManager)screen.Services.GetRequiredService<NavigationManager>();
        await Eventually.HoldsAsync(() => Assert.Equal(
            "/sign-in/confirm?returnUrl=%2Fsettings%2Fsecurity%2Ftwo-factor%3Fsetup%3DAuthenticatorApp",
            Assert.Single(navigation.History).Uri));
        Assert.Empty(screen.Shown.FindAll("[role=dialog]"));
    }

    private static bool IsDisabled(IRenderedComponent<TwoFactorPage> page, string method) =>
        page.Find($"[data-testid=method-{method}] [role=switch]").HasAttribute("disabled");

    private static string Row(IRenderedComponent<TwoFactorPage> page, string method) =>
        Screen.Words(page.Find($"[data-testid=method-{method}]"));
}
