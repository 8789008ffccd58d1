using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.Enrolment;

namespace SecurityPortal.Tests.TwoFactor;

/// <summary>R1 to R5 through the service that the screen calls.</summary>
public sealed class WhatsAppAndTextMessagesTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private readonly Portal _portal = shared.Portal;

    [Fact]
    public async Task R1_WhatsApp_replaces_no_other_method()
    {
        var person = await PersonAsync();
        await person.TurnOnAppAsync();
        await person.TurnOnSmsAsync();

        await person.TurnOnWhatsAppAsync();

        Assert.Equal([MethodIds.App, MethodIds.Sms, MethodIds.WhatsApp, MethodIds.BackupCodes], await person.OnAsync());
        Assert.Equal(Masked(person), (await person.RowAsync(MethodIds.Sms)).Detail!.Text);
    }

    [Fact]
    public async Task R1_Turning_WhatsApp_off_leaves_text_messages_on()
    {
        var person = await WithWhatsAppAsync();

        Assert.IsType<MethodResult.Done>(await person.TurnOffAsync(MethodIds.WhatsApp));

        Assert.Equal([MethodIds.Sms, MethodIds.BackupCodes], await person.OnAsync());
    }

    [Fact]
    public async Task R2_WhatsApp_is_off_after_text_messages_were_turned_on()
    {
        var person = await PersonAsync();

        await person.TurnOnSmsAsync();

        Assert.False((await person.RowAsync(MethodIds.WhatsApp)).IsOn);
        Assert.Empty(await person.MessagesAsync("whatsapp"));
    }

    [Fact]
    public async Task R2_WhatsApp_stays_off_when_the_number_changes()
    {
        var person = await PersonAsync();
        await person.TurnOnSmsAsync();

        await person.TurnOnSmsAsync("+447400123456");

        Assert.Equal([MethodIds.Sms, MethodIds.BackupCodes], await person.OnAsync());
    }

    [Fact]
    public async Task R3_WhatsApp_cannot_be_set_up_while_text_messages_are_off()
    {
        var person = await PersonAsync();
        await person.TurnOnAppAsync();

        var row = await person.RowAsync(MethodIds.WhatsApp);
        Assert.False(row.IsAvailable);
        Assert.Equal(MethodIds.Sms, row.NeedsFirst!.Id);
        Assert.Equal(MethodFault.RequiresAnother, (await person.Enrolment.CheckAsync(person.Session, MethodIds.WhatsApp))!.Fault);
        Assert.Equal(MethodFault.RequiresAnother, Fault(await person.TryBeginAsync(MethodIds.WhatsApp)));
    }

    [Fact]
    public async Task R3_A_set_up_of_WhatsApp_is_void_once_text_messages_are_off()
    {
        var person = await PersonAsync();
        await person.TurnOnAppAsync();
        await person.TurnOnSmsAsync();
        var setup = await person.BeginAsync(MethodIds.WhatsApp);
        var code = await person.SetupCodeAsync(setup, "whatsapp");

        await person.TurnOffAsync(MethodIds.Sms);

        var result = await person.Enrolment.TurnOnAsync(person.Session, setup.Id, code, null);
        Assert.Equal(MethodFault.RequiresAnother, Fault(result));
        Assert.Equal([MethodIds.App, MethodIds.BackupCodes], await person.OnAsync());
    }

    [Fact]
    public async Task R4_Turning_text_messages_off_names_WhatsApp_and_takes_it_along()
    {
        var person = await WithWhatsAppAsync();
        await person.TurnOnAppAsync();

        var (preview, _) = await person.Methods.PreviewTurnOffAsync(person.Session, MethodIds.Sms);
        Assert.Equal([MethodIds.Sms, MethodIds.WhatsApp], preview!.Methods);
        Assert.False(preview.EndsTwoFactor);

        Assert.IsType<MethodResult.Done>(
            await person.Methods.TurnOffAsync(person.Session, MethodIds.Sms, [.. preview.Methods]));
        Assert.Equal([MethodIds.App, MethodIds.BackupCodes], await person.OnAsync());
    }

    [Fact]
    public async Task R4_Turning_both_off_is_one_entry_and_one_notice_that_names_both()
    {
        var person = await WithWhatsAppAsync();
        await person.TurnOnAppAsync();
        var before = (await person.MessagesAsync("email")).Select(message => message.Id).ToHashSet();

        await person.TurnOffAsync(MethodIds.Sms);

        Assert.Equal("method-off Sms,WhatsApp", (await person.ActivityAsync())[^1]);
        var notice = Assert.Single(await person.MessagesAsync("email"), message => !before.Contains(message.Id));
        Assert.Contains("Turned off: Text message (SMS), WhatsApp", notice.Text);
    }

    [Fact]
    public async Task R4_Agreeing_to_text_messages_alone_turns_nothing_off()
    {
        var person = await WithWhatsAppAsync();
        await person.TurnOnAppAsync();

        var result = await person.Methods.TurnOffAsync(person.Session, MethodIds.Sms, [MethodIds.Sms]);

        Assert.Equal(MethodFault.ChangedMeanwhile, Fault(result));
        Assert.Contains(MethodIds.Sms, await person.OnAsync());
        Assert.Contains(MethodIds.WhatsApp, await person.OnAsync());
    }

    [Fact]
    public async Task R4_Text_messages_come_back_without_WhatsApp()
    {
        var person = await WithWhatsAppAsync();
        await person.TurnOnAppAsync();
        await person.TurnOffAsync(MethodIds.Sms);

        _portal.Clock.Advance(TimeSpan.FromMinutes(2));
        await person.TurnOnSmsAsync();

        Assert.Equal([MethodIds.App, MethodIds.Sms, MethodIds.BackupCodes], await person.OnAsync());
    }

    [Fact]
    public async Task R5_WhatsApp_is_not_on_before_its_own_code_is_typed()
    {
        var person = await PersonAsync();
        await person.TurnOnSmsAsync();

        var setup = await person.BeginAsync(MethodIds.WhatsApp);
        var code = await person.SetupCodeAsync(setup, "whatsapp");
        Assert.False((await person.RowAsync(MethodIds.WhatsApp)).IsOn);

        var wrong = await person.Enrolment.TurnOnAsync(person.Session, setup.Id, OtherThan(code), null);
        Assert.Equal(MethodFault.WrongCode, Fault(wrong));
        Assert.False((await person.RowAsync(MethodIds.WhatsApp)).IsOn);

        Assert.IsType<TurnOnResult.On>(await person.Enrolment.TurnOnAsync(person.Session, setup.Id, code, null));
        Assert.True((await person.RowAsync(MethodIds.WhatsApp)).IsOn);
    }

    [Fact]
    public async Task R5_The_code_goes_through_WhatsApp_to_the_number_of_text_messages()
    {
        var person = await PersonAsync();
        await person.TurnOnSmsAsync();
        _portal.Clock.Advance(TimeSpan.FromSeconds(1));
        var texts = (await person.MessagesAsync("sms")).Count;

        await person.SetupCodeAsync(await person.BeginAsync(MethodIds.WhatsApp), "whatsapp");

        Assert.Equal(person.Number, Assert.Single(await person.MessagesAsync("whatsapp")).To);
        Assert.Equal(texts, (await person.MessagesAsync("sms")).Count);
    }

    [Fact]
    public async Task R5_A_change_of_number_turns_WhatsApp_off_and_says_so()
    {
        var person = await WithWhatsAppAsync();
        var setup = await person.BeginAsync(MethodIds.Sms, ("number", "+447400123457"));
        person.Number = "+447400123457";

        var code = await person.SetupCodeAsync(setup, "sms");
        var result = await person.Enrolment.TurnOnAsync(person.Session, setup.Id, code, null);

        Assert.Equal([MethodIds.WhatsApp], Assert.IsType<TurnOnResult.On>(result).TurnedOff);
        Assert.Equal([MethodIds.Sms, MethodIds.BackupCodes], await person.OnAsync());
        Assert.Equal(Masked(person), (await person.RowAsync(MethodIds.Sms)).Detail!.Text);
        Assert.Equal(["method-changed Sms", "method-off WhatsApp"], (await person.ActivityAsync())[^2..]);
    }

    [Fact]
    public async Task R5_A_proof_begun_for_the_old_number_is_worth_nothing_for_the_new_one()
    {
        var person = await PersonAsync();
        await person.TurnOnSmsAsync();
        var setup = await person.BeginAsync(MethodIds.WhatsApp);
        var code = await person.SetupCodeAsync(setup, "whatsapp");

        await person.TurnOnSmsAsync("+447400123458");

        var result = await person.Enrolment.TurnOnAsync(person.Session, setup.Id, code, null);
        Assert.Equal(MethodFault.ChangedMeanwhile, Fault(result));
        Assert.False((await person.RowAsync(MethodIds.WhatsApp)).IsOn);
    }

    [Fact]
    public async Task WhatsApp_can_be_proven_for_the_new_number()
    {
        var person = await WithWhatsAppAsync();
        await person.TurnOnSmsAsync("+447400123459");

        await person.TurnOnWhatsAppAsync();

        Assert.Equal(Masked(person), (await person.RowAsync(MethodIds.WhatsApp)).Detail!.Text);
    }

    private async Task<TestPerson> PersonAsync() => await (await TestPerson.CreateAsync(_portal)).SignInAsync();

    private async Task<TestPerson> WithWhatsAppAsync()
    {
        var person = await PersonAsync();
        await person.TurnOnSmsAsync();
        return await person.TurnOnWhatsAppAsync();
    }

    private static string Masked(TestPerson person) => $"+44 •••• ••{person.Number[^2..]}";

    private static string OtherThan(string code) => code == "123456" ? "654321" : "123456";

    private static MethodFault Fault(object result) => Refusals.Fault(result);
}
