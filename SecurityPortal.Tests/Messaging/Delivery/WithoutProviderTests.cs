using Microsoft.Extensions.DependencyInjection;
using SecurityPortal.Hosting.Cli;
using SecurityPortal.Messaging.Delivery;
using SecurityPortal.Support;
using SecurityPortal.Support.Cases;
using SecurityPortal.Tests.Fixtures;
using SecurityPortal.Tests.Support;
using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.Management;

namespace SecurityPortal.Tests.Messaging.Delivery;

/// <summary>An operator without texts or WhatsApp: <c>None</c> is a valid provider, and people are told.</summary>
public sealed class WithoutProviderTests
{
    private static readonly (string, string)[] NoTexts = [("Delivery:Sms:Provider", "None"), ("Delivery:WhatsApp:Provider", "None")];

    [Fact]
    public async Task It_starts_with_neither_texts_nor_WhatsApp_but_not_without_mails()
    {
        await using var portal = new Portal(NoTexts);
        Assert.NotNull(portal.Services);

        Assert.StartsWith(
            "Delivery:Email:Provider is 'None'",
            Assert.Single(await DeliverySettingsTests.FaultsAsync("Development", ("Delivery:Email:Provider", "None"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatsApp_without_texts_is_named_since_it_requires_them() => Assert.Equal(
        "Delivery:Sms:Provider is None, but WhatsApp requires Sms: set Delivery:WhatsApp:Provider to None as well.",
        Assert.Single(await DeliverySettingsTests.FaultsAsync("Development", ("Delivery:Sms:Provider", "None"))));

    [Theory]
    [InlineData("Sms")]
    [InlineData("sms")]
    public async Task A_policy_that_offers_what_nothing_sends_is_named(string method)
    {
        var faults = await DeliverySettingsTests.FaultsAsync(
            "Development", [.. NoTexts, ("Policy:MethodsOffered:0", method), ("Policy:MethodsOffered:1", "BackupCodes")]);

        Assert.Contains("Policy:MethodsOffered includes 'Sms', but Delivery:Sms:Provider is None.", faults);
        Assert.Contains(faults, fault => fault.StartsWith("Policy:MethodsOffered has no method that works on its own", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Methods_that_nothing_sends_are_not_offered_and_cannot_be_set_up()
    {
        await using var portal = new Portal(NoTexts);
        var person = await (await TestPerson.CreateAsync(portal)).SignInAsync();

        Assert.DoesNotContain((await person.OverviewAsync()).Methods, method => method.Description.Id is MethodIds.Sms or MethodIds.WhatsApp);
        var refused = Assert.IsType<BeginResult.Refused>(await person.TryBeginAsync(MethodIds.Sms, ("number", person.Number)));
        Assert.Equal(MethodFault.UnknownMethod, refused.Refusal.Fault);
    }

    [Fact]
    public async Task Whoever_has_texts_on_and_another_method_is_told_and_gets_in_by_the_other()
    {
        await using var portal = new Portal(NoTexts);
        var person = await TestPerson.CreateAsync(portal);
        await person.HasAsync(MethodIds.Sms, MethodIds.App);

        var browser = await portal.Browser().TypePasswordAsync(person.Email);
        await browser.GetAsync("/sign-in/verify?another=true");

        Assert.DoesNotContain("Text message", browser.Text);
        var overview = await (await person.SignInAsync(MethodIds.App)).OverviewAsync();
        Assert.Equal(1, overview.IndependentFactors);
        Assert.Contains("We no longer send codes this way", overview.Methods.Single(method => method.Description.Id == MethodIds.Sms).Detail!.Text);
    }

    [Fact]
    public async Task Whoever_has_nothing_else_is_not_let_in_by_the_password_alone_and_is_led_to_recovery()
    {
        await using var portal = new Portal(NoTexts);
        var person = await TestPerson.CreateAsync(portal);
        await person.HasAsync(MethodIds.Sms);

        var browser = await portal.Browser().TypePasswordAsync(person.Email);

        Assert.False(await browser.IsSignedInAsync());
        await browser.GetAsync("/sign-in/verify");
        Assert.Contains("You can't use any of your methods here.", browser.Text);
        Assert.Contains("I can't use any of these", browser.Text);
        Assert.Contains("None of your methods works any more", (await (await person.SignInAsync(MethodIds.Sms)).Browser().GetAsync("/settings/security/two-factor")).Text);

        // Carol, the other person with text messages, also has an app.
        Assert.Equal((MethodIds.Sms, 2, 1), Assert.Single(await portal.Get<UnservedMethods>().CountAsync(CancellationToken.None)));
    }

    [Fact]
    public async Task Support_neither_checks_a_caller_by_text_nor_tells_of_it_by_text()
    {
        await using var portal = new Portal(NoTexts);
        var desk = await Desk.OpenAsync(portal);

        var refused = Assert.IsType<SupportResult.Refused>(
            await portal.Get<CaseChecks>().SendCodeAsync(desk.Agent.Session, desk.Case, CheckKind.CodeByText));

        Assert.Equal(SupportFault.NoDestination, refused.Fault);
        Assert.Null((await desk.ViewAsync()).Places.Text);
    }

    [Theory]
    [InlineData("sms")]
    [InlineData("whatsapp")]
    public async Task A_test_says_that_nothing_is_sent(string channel)
    {
        await using var portal = new Portal(NoTexts);
        using var output = new StringWriter();

        var code = await PortalCommands.RunAsync(portal.Services, ["delivery", "test", channel, "+447700900123"], output, output);

        Assert.Equal(1, code);
        Assert.Contains(":Provider is None: nothing is sent by", output.ToString());
    }

    [Fact]
    public async Task What_still_waited_for_a_provider_is_refused_once()
    {
        OutgoingMessage waiting = new(DeliveryChannel.Sms, "+447700900123", "text");
        var none = new NoProvider(new([], new ServiceCollection().BuildServiceProvider()));

        var refused = Assert.IsType<SendResult.Refused>(await none.SendAsync(Guid.NewGuid(), waiting, CancellationToken.None));

        Assert.Equal("Delivery:Sms:Provider is None", refused.Reason);
        Assert.Equal(refused, await none.LookUpAsync(Guid.NewGuid(), waiting, CancellationToken.None));
    }
}
