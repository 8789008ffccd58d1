using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.Management;
using static SecurityPortal.Tests.Fixtures.Refusals;

namespace SecurityPortal.Tests.TwoFactor;

/// <summary>The service itself refuses a change without a recent and strong enough "Confirm it's you".</summary>
public sealed class ConfirmingBeforeAChangeTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private readonly Portal _portal = shared.Portal;

    [Fact]
    public async Task A_confirmation_that_is_ten_minutes_old_is_not_enough_for_anything()
    {
        var person = await (await TestPerson.WithAsync(_portal, MethodIds.App, MethodIds.Sms)).SignInAsync(MethodIds.App);
        var setup = await person.BeginAsync(MethodIds.WhatsApp);
        _portal.Clock.Advance(TimeSpan.FromMinutes(10));

        await AssertAllRefusedAsync(person, setup.Id);
    }

    [Fact]
    public async Task A_confirmation_just_below_ten_minutes_old_is_enough()
    {
        var person = await (await TestPerson.WithAsync(_portal, MethodIds.App, MethodIds.Sms)).SignInAsync(MethodIds.App);
        _portal.Clock.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromSeconds(1));

        Assert.IsType<MethodResult.Done>(await person.TurnOffAsync(MethodIds.Sms));
    }

    [Fact]
    public async Task A_confirmation_can_be_renewed()
    {
        var person = await (await TestPerson.WithAsync(_portal, MethodIds.App, MethodIds.Sms)).SignInAsync(MethodIds.App);
        _portal.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal(MethodFault.NeedsConfirmation, Fault(await person.TurnOffAsync(MethodIds.Sms)));

        await person.ConfirmAsync(MethodIds.App);

        Assert.IsType<MethodResult.Done>(await person.TurnOffAsync(MethodIds.Sms));
    }

    [Theory]
    [InlineData(MethodIds.Sms)]
    [InlineData(MethodIds.WhatsApp)]
    [InlineData(null)]
    public async Task A_text_is_not_enough_where_an_app_is_on(string? confirmedBy)
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App, MethodIds.Sms, MethodIds.WhatsApp);
        await person.SignInAsync(confirmedBy);

        await AssertAllRefusedAsync(person, Guid.NewGuid());
    }

    [Theory]
    [InlineData(MethodIds.App)]
    [InlineData(MethodIds.BackupCodes)]
    public async Task An_app_or_a_backup_code_is_enough_where_an_app_is_on(string confirmedBy)
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App, MethodIds.Sms);
        await person.SignInAsync(confirmedBy);

        Assert.IsType<MethodResult.Done>(await person.TurnOffAsync(MethodIds.Sms));
    }

    [Fact]
    public async Task A_text_is_enough_where_there_is_nothing_stronger()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.Sms);
        await person.SignInAsync(MethodIds.Sms);

        Assert.IsType<MethodResult.Done>(await person.TurnOffAsync(MethodIds.Sms));
    }

    [Fact]
    public async Task The_password_is_enough_while_two_factor_is_off_and_not_after()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        var elsewhere = await person.SignInElsewhereAsync();
        Assert.Null(await person.Enrolment.CheckAsync(elsewhere, MethodIds.App));

        await person.HasAsync(MethodIds.App, MethodIds.BackupCodes);

        Assert.Equal(MethodFault.NeedsConfirmation, Fault(await person.Enrolment.CheckAsync(elsewhere, MethodIds.Sms)));
    }

    [Fact]
    public async Task A_method_just_proven_need_not_be_shown_again_for_the_next_change()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        await person.TurnOnSmsAsync();
        await person.TurnOnAppAsync();

        Assert.IsType<MethodResult.Done>(await person.TurnOffAsync(MethodIds.Sms));
    }

    [Fact]
    public async Task Somebody_in_by_a_backup_code_may_set_up_a_number_and_still_remove_the_lost_app()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        await person.SignInAsync(MethodIds.BackupCodes);

        await person.TurnOnSmsAsync();

        Assert.IsType<MethodResult.Done>(await person.TurnOffAsync(MethodIds.App));
    }

    [Fact]
    public async Task At_the_confirmation_a_text_is_not_offered_where_an_app_is_on()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App, MethodIds.Sms, MethodIds.WhatsApp);
        await person.SignInAsync(MethodIds.App);
        var browser = person.Browser();
        await browser.GetAsync("/sign-in/confirm");
        await browser.SubmitAsync(("password", Portal.Password));

        await browser.GetAsync("/sign-in/confirm?method=Sms&another=true");

        Assert.Equal("Authentication app", browser.Page!.QuerySelector(".method-heading")!.TextContent.Trim());
        Assert.Equal(["Backup codes"], browser.Page.QuerySelectorAll(".ways a").Select(way => way.TextContent.Trim()));
        Assert.Empty(await person.MessagesAsync("sms"));
    }

    private async Task AssertAllRefusedAsync(TestPerson person, Guid setup)
    {
        var items = _portal.Get<MethodItems>();
        object?[] results =
        [
            await person.Enrolment.CheckAsync(person.Session, MethodIds.App),
            await person.TryBeginAsync(MethodIds.App),
            await person.Enrolment.SendCodeAsync(person.Session, setup),
            await person.Enrolment.TurnOnAsync(person.Session, setup, "123456", null),
            (await person.Methods.PreviewTurnOffAsync(person.Session, MethodIds.Sms)).Refusal,
            await person.Methods.TurnOffAsync(person.Session, MethodIds.Sms, [MethodIds.Sms]),
            await person.Methods.PreferAsync(person.Session, MethodIds.Sms),
            await items.RenameAsync(person.Session, MethodIds.App, Guid.NewGuid(), "Mine now"),
            await items.RemoveAsync(person.Session, MethodIds.App, Guid.NewGuid()),
        ];
        Assert.All(results, result => Assert.Equal(MethodFault.NeedsConfirmation, Fault(result)));
    }
}
