using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor;
using static SecurityPortal.Tests.Fixtures.Refusals;

namespace SecurityPortal.Tests.TwoFactor;

/// <summary>R9 and R11.</summary>
public sealed class WhenTwoFactorIsOnTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private readonly Portal _portal = shared.Portal;

    [Fact]
    public async Task R9_It_is_off_for_a_person_without_methods()
    {
        var person = await PersonAsync();

        Assert.False((await person.OverviewAsync()).IsOn);
        Assert.False(await IdentityFlagAsync(person));
    }

    [Fact]
    public async Task R9_An_app_alone_turns_it_on()
    {
        var person = await PersonAsync();
        await person.TurnOnAppAsync();

        Assert.True((await person.OverviewAsync()).IsOn);
        Assert.True(await IdentityFlagAsync(person));
    }

    [Fact]
    public async Task R9_Text_messages_alone_turn_it_on()
    {
        var person = await PersonAsync();
        await person.TurnOnSmsAsync();

        Assert.True((await person.OverviewAsync()).IsOn);
    }

    [Fact]
    public async Task R9_Backup_codes_and_WhatsApp_cannot_be_set_up_while_it_is_off()
    {
        var person = await PersonAsync();

        Assert.Equal(MethodFault.RequiresAnother, Fault(await person.TryBeginAsync(MethodIds.BackupCodes)));
        Assert.Equal(MethodFault.RequiresAnother, Fault(await person.TryBeginAsync(MethodIds.WhatsApp)));
        Assert.True((await person.RowAsync(MethodIds.BackupCodes)).NeedsAnyFirst);
        Assert.False((await person.RowAsync(MethodIds.BackupCodes)).IsAvailable);
    }

    [Fact]
    public async Task R9_Backup_codes_and_WhatsApp_do_not_stand_alone()
    {
        var person = await PersonAsync();
        var alone = (await person.OverviewAsync()).Methods.Where(method => method.Description.IsPrimaryFactor);

        Assert.DoesNotContain(alone, method => method.Description.Id is MethodIds.BackupCodes or MethodIds.WhatsApp);
    }

    [Fact]
    public async Task R11_Turning_the_last_method_off_says_that_two_factor_goes_and_names_all_that_go_with_it()
    {
        var person = await PersonAsync();
        await person.TurnOnSmsAsync();
        await person.TurnOnWhatsAppAsync();

        var (preview, _) = await person.Methods.PreviewTurnOffAsync(person.Session, MethodIds.Sms);

        Assert.True(preview!.EndsTwoFactor);
        Assert.False(preview.ForbiddenByPolicy);
        Assert.Equal([MethodIds.Sms, MethodIds.WhatsApp, MethodIds.BackupCodes], preview.Methods);
    }

    [Fact]
    public async Task R11_Backup_codes_go_with_the_last_method()
    {
        var person = await PersonAsync();
        await person.TurnOnAppAsync();

        Assert.IsType<MethodResult.Done>(await person.TurnOffAsync(MethodIds.App));

        Assert.Empty(await person.OnAsync());
        Assert.False(await IdentityFlagAsync(person));
        Assert.Equal(0, await CountAsync(person, "BackupCodes"));
        Assert.Equal(0, await CountAsync(person, "AuthenticatorApps"));
        Assert.Equal(["method-off AuthenticatorApp,BackupCodes", "two-factor-off"], (await person.ActivityAsync())[^2..]);
    }

    [Fact]
    public async Task R11_The_notice_says_that_two_factor_is_off()
    {
        var person = await PersonAsync();
        await person.TurnOnAppAsync();
        var before = (await person.MessagesAsync("email")).Select(message => message.Id).ToHashSet();

        await person.TurnOffAsync(MethodIds.App);

        var notice = Assert.Single(await person.MessagesAsync("email"), message => !before.Contains(message.Id));
        Assert.StartsWith("Two-factor authentication was turned off", notice.Text);
        Assert.Contains("Turned off: Authentication app, Backup codes", notice.Text);
    }

    [Fact]
    public async Task R11_One_of_two_methods_goes_alone()
    {
        var person = await PersonAsync();
        await person.TurnOnAppAsync();
        await person.TurnOnSmsAsync();

        var (preview, _) = await person.Methods.PreviewTurnOffAsync(person.Session, MethodIds.App);
        Assert.False(preview!.EndsTwoFactor);
        await person.TurnOffAsync(MethodIds.App);

        Assert.Equal([MethodIds.Sms, MethodIds.BackupCodes], await person.OnAsync());
    }

    [Fact]
    public async Task R11_The_last_method_that_works_takes_along_those_that_nothing_sends_any_more()
    {
        await using var portal = new Portal(("Delivery:Sms:Provider", "None"), ("Delivery:WhatsApp:Provider", "None"));
        var person = await TestPerson.WithAsync(portal, MethodIds.App, MethodIds.Sms);
        await person.SignInAsync(MethodIds.App);
        var (texts, _) = await person.Methods.PreviewTurnOffAsync(person.Session, MethodIds.Sms);
        Assert.Equal([MethodIds.Sms], texts!.Methods);
        Assert.False(texts.EndsTwoFactor);

        var (preview, _) = await person.Methods.PreviewTurnOffAsync(person.Session, MethodIds.App);
        Assert.Equal([MethodIds.App, MethodIds.Sms, MethodIds.BackupCodes], preview!.Methods);
        Assert.True(preview.EndsTwoFactor);
        Assert.IsType<MethodResult.Done>(await person.TurnOffAsync(MethodIds.App));

        Assert.True(await (await portal.Browser().TypePasswordAsync(person.Email)).IsSignedInAsync());
    }

    [Fact]
    public async Task R11_After_it_the_password_alone_signs_in()
    {
        var person = await PersonAsync();
        await person.TurnOnAppAsync();
        await person.TurnOffAsync(MethodIds.App);

        var browser = await _portal.Browser().TypePasswordAsync(person.Email);

        Assert.Equal("/settings/security", browser.Path);
    }

    [Fact]
    public async Task R11_Where_policy_requires_two_factor_the_last_method_cannot_go()
    {
        await using var portal = new Portal(("Policy:TwoFactorRequired", "true"));
        var person = await (await TestPerson.CreateAsync(portal)).SignInAsync();
        await person.TurnOnAppAsync();

        var (preview, _) = await person.Methods.PreviewTurnOffAsync(person.Session, MethodIds.App);
        Assert.True(preview!.ForbiddenByPolicy);
        var result = await person.Methods.TurnOffAsync(person.Session, MethodIds.App, [.. preview.Methods]);

        Assert.Equal(MethodFault.RequiredByPolicy, Fault(result));
        Assert.Equal([MethodIds.App, MethodIds.BackupCodes], await person.OnAsync());
    }

    [Fact]
    public async Task R11_Where_policy_requires_it_for_a_role_only_that_role_is_held_to_it()
    {
        await using var portal = new Portal(("Policy:RequiredForRoles:0", "support"));
        var agent = await TestPerson.AtWorkAsync(portal, "Support");
        var person = await (await TestPerson.CreateAsync(portal)).SignInAsync();
        await person.TurnOnAppAsync();

        Assert.Equal(MethodFault.RequiredByPolicy, Fault(await agent.TurnOffAsync(MethodIds.SecurityKeys)));
        Assert.IsType<MethodResult.Done>(await person.TurnOffAsync(MethodIds.App));
    }

    [Fact]
    public async Task R11_Where_policy_requires_it_one_method_can_be_replaced_by_another()
    {
        await using var portal = new Portal(("Policy:TwoFactorRequired", "true"));
        var person = await (await TestPerson.CreateAsync(portal)).SignInAsync();
        await person.TurnOnSmsAsync();
        await person.TurnOnAppAsync();

        Assert.IsType<MethodResult.Done>(await person.TurnOffAsync(MethodIds.Sms));

        Assert.Equal([MethodIds.App, MethodIds.BackupCodes], await person.OnAsync());
    }

    private async Task<TestPerson> PersonAsync() => await (await TestPerson.CreateAsync(_portal)).SignInAsync();

    private Task<bool> IdentityFlagAsync(TestPerson person) => Rows.TwoFactorFlagAsync(_portal, person.Id);

    private Task<int> CountAsync(TestPerson person, string table) => Rows.CountAsync(_portal, table, person.Id);
}
