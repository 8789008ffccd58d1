using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.Enrolment;
using SecurityPortal.TwoFactor.Management;
using static SecurityPortal.Tests.Fixtures.Refusals;

namespace SecurityPortal.Tests.TwoFactor;

public sealed class SetupsInTwoTabsTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private readonly Portal _portal = shared.Portal;

    [Fact]
    public async Task The_older_set_up_is_void_once_a_newer_one_is_begun()
    {
        var person = await PersonAsync();
        var older = await person.BeginAsync(MethodIds.App);
        var newer = await person.BeginAsync(MethodIds.App);

        Assert.Equal(MethodFault.SetupOver, Fault(await ProveAppAsync(person, older)));
        Assert.IsType<TurnOnResult.SetUpFirst>(await ProveAppAsync(person, newer));
    }

    [Fact]
    public async Task A_set_up_can_be_finished_once()
    {
        var person = await (await TestPerson.WithAsync(_portal, MethodIds.Sms)).SignInAsync(MethodIds.Sms);
        var setup = await person.BeginAsync(MethodIds.App);

        Assert.IsType<TurnOnResult.On>(await ProveAppAsync(person, setup));

        Assert.Equal(MethodFault.SetupOver, Fault(await ProveAppAsync(person, setup)));
        Assert.Equal(1, (await person.RowAsync(MethodIds.App)).Count);
    }

    [Fact]
    public async Task A_set_up_finished_in_twenty_tabs_at_once_adds_one_app()
    {
        var person = await (await TestPerson.WithAsync(_portal, MethodIds.Sms)).SignInAsync(MethodIds.Sms);
        var setup = await person.BeginAsync(MethodIds.App);

        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => ProveAppAsync(person, setup)));

        Assert.Single(results, result => result is TurnOnResult.On);
        Assert.Equal(1, (await person.RowAsync(MethodIds.App)).Count);
        Assert.Equal(1, await Rows.CountAsync(_portal, "AuthenticatorApps", person.Id));
    }

    [Fact]
    public async Task A_set_up_belongs_to_the_session_that_began_it()
    {
        var person = await PersonAsync();
        var setup = await person.BeginAsync(MethodIds.App);
        person.Session = await person.SignInElsewhereAsync();

        Assert.Equal(MethodFault.SetupOver, Fault(await ProveAppAsync(person, setup)));
    }

    [Fact]
    public async Task Another_persons_set_up_is_refused()
    {
        var (person, thief) = (await PersonAsync(), await PersonAsync());
        var app = await person.BeginAsync(MethodIds.App);
        var sms = await person.BeginAsync(MethodIds.Sms, ("number", person.Number));

        Assert.Equal(MethodFault.SetupOver, Fault(await ProveAppAsync(thief, app)));
        Assert.Equal(MethodFault.SetupOver, Fault(await thief.Enrolment.SendCodeAsync(thief.Session, sms.Id)));
        Assert.Empty(await person.MessagesAsync("sms"));
        Assert.Empty(await thief.OnAsync());
    }

    [Fact]
    public async Task Another_persons_backup_code_set_up_cannot_be_ticked_off()
    {
        var (person, thief) = (await PersonAsync(), await PersonAsync());
        var setup = await person.BeginAsync(MethodIds.App);
        var first = Assert.IsType<TurnOnResult.SetUpFirst>(await ProveAppAsync(person, setup));

        Assert.Equal(MethodFault.SetupOver, Fault(await thief.SaveCodesAsync(first.Companion)));
        Assert.Empty(await person.OnAsync());
    }

    [Fact]
    public async Task Another_persons_app_can_be_neither_renamed_nor_removed()
    {
        var person = await (await TestPerson.WithAsync(_portal, MethodIds.App)).SignInAsync(MethodIds.App);
        var thief = await (await TestPerson.WithAsync(_portal, MethodIds.App)).SignInAsync(MethodIds.App);
        await thief.HasAsync(MethodIds.App);
        await person.HasAsync(MethodIds.App);
        var items = _portal.Get<MethodItems>();
        var app = (await items.ListAsync(person.Session, MethodIds.App))[0];

        Assert.Equal(MethodFault.ChangedMeanwhile, Fault(await items.RenameAsync(thief.Session, MethodIds.App, app.Id, "Mine")));
        Assert.Equal(MethodFault.ChangedMeanwhile, Fault(await items.RemoveAsync(thief.Session, MethodIds.App, app.Id)));

        Assert.Equal(2, (await items.ListAsync(person.Session, MethodIds.App)).Count);
        Assert.Equal(2, (await thief.RowAsync(MethodIds.App)).Count);
    }

    [Fact]
    public async Task A_first_app_waiting_for_its_codes_is_void_once_another_first_app_is_begun()
    {
        var person = await PersonAsync();
        var first = Assert.IsType<TurnOnResult.SetUpFirst>(await ProveAppAsync(person, await person.BeginAsync(MethodIds.App)));

        await person.BeginAsync(MethodIds.App);

        Assert.Equal(MethodFault.SetupOver, Fault(await person.SaveCodesAsync(first.Companion)));
        Assert.Empty(await person.OnAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("Email")]
    [InlineData("Phone")]
    [InlineData("Authenticator")]
    [InlineData("sms")]
    [InlineData("Sms ")]
    [InlineData("../Sms")]
    [InlineData("<script>")]
    public async Task A_method_that_does_not_exist_is_refused_everywhere(string method)
    {
        var person = await (await TestPerson.WithAsync(_portal, MethodIds.App)).SignInAsync(MethodIds.App);
        var items = _portal.Get<MethodItems>();

        Assert.Equal(MethodFault.UnknownMethod, Fault(await person.Enrolment.CheckAsync(person.Session, method)));
        Assert.Equal(MethodFault.UnknownMethod, Fault(await person.TryBeginAsync(method)));
        Assert.Equal(MethodFault.ChangedMeanwhile, Fault(await person.TurnOffAsync(method)));
        Assert.Equal(MethodFault.ChangedMeanwhile, Fault(await person.Methods.TurnOffAsync(person.Session, method, [method])));
        Assert.Equal(MethodFault.ChangedMeanwhile, Fault(await person.Methods.PreferAsync(person.Session, method)));
        Assert.Equal(MethodFault.UnknownMethod, Fault(await items.RenameAsync(person.Session, method, Guid.NewGuid(), "x")));
        Assert.Equal(MethodFault.UnknownMethod, Fault(await items.RemoveAsync(person.Session, method, Guid.NewGuid())));
        Assert.Empty(await items.ListAsync(person.Session, method));
        Assert.Equal([MethodIds.App, MethodIds.BackupCodes], await person.OnAsync());
    }

    [Fact]
    public async Task WhatsApp_cannot_be_set_up_again_while_it_is_on()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.Sms, MethodIds.WhatsApp);
        await person.SignInAsync(MethodIds.Sms);

        Assert.Equal(MethodFault.AlreadyOn, Fault(await person.TryBeginAsync(MethodIds.WhatsApp)));
    }

    private Task<TurnOnResult> ProveAppAsync(TestPerson person, StartedEnrolment setup) => person.Enrolment.TurnOnAsync(
        person.Session, setup.Id, Rfc6238.CodeAt(TestPerson.KeyOf(setup), _portal.Clock.GetUtcNow()), null);

    private async Task<TestPerson> PersonAsync() => await (await TestPerson.CreateAsync(_portal)).SignInAsync();
}
