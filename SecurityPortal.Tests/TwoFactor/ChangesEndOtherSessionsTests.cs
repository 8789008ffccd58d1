using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.Management;

namespace SecurityPortal.Tests.TwoFactor;

public sealed class ChangesEndOtherSessionsTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private readonly Portal _portal = shared.Portal;

    [Fact]
    public async Task Turning_a_method_on_ends_the_other_sessions_and_keeps_this_one()
    {
        var person = await (await TestPerson.WithAsync(_portal, MethodIds.App)).SignInAsync(MethodIds.App);
        var elsewhere = await person.SignInElsewhereAsync(MethodIds.App);

        await person.TurnOnSmsAsync();

        Assert.False(await person.IsAliveAsync(elsewhere));
        Assert.True(await person.IsAliveAsync(person.Session));
        Assert.True(await person.Browser().IsSignedInAsync());
    }

    [Fact]
    public async Task Turning_a_method_off_ends_the_other_sessions_and_keeps_this_one()
    {
        var person = await (await TestPerson.WithAsync(_portal, MethodIds.App, MethodIds.Sms)).SignInAsync(MethodIds.App);
        var elsewhere = await person.SignInElsewhereAsync(MethodIds.App);

        await person.TurnOffAsync(MethodIds.Sms);

        Assert.False(await person.IsAliveAsync(elsewhere));
        Assert.True(await person.IsAliveAsync(person.Session));
    }

    [Fact]
    public async Task Making_new_backup_codes_ends_the_other_sessions()
    {
        var person = await (await TestPerson.WithAsync(_portal, MethodIds.App)).SignInAsync(MethodIds.App);
        var elsewhere = await person.SignInElsewhereAsync(MethodIds.App);

        await person.MakeBackupCodesAsync();

        Assert.False(await person.IsAliveAsync(elsewhere));
    }

    [Fact]
    public async Task Removing_one_of_two_apps_ends_the_other_sessions()
    {
        var person = await (await TestPerson.WithAsync(_portal, MethodIds.App)).SignInAsync(MethodIds.App);
        await person.HasAsync(MethodIds.App);
        var elsewhere = await person.SignInElsewhereAsync(MethodIds.App);
        var apps = await _portal.Get<MethodItems>().ListAsync(person.Session, MethodIds.App);

        Assert.IsType<MethodResult.Done>(await _portal.Get<MethodItems>().RemoveAsync(person.Session, MethodIds.App, apps[0].Id));

        Assert.False(await person.IsAliveAsync(elsewhere));
        Assert.True(await person.IsAliveAsync(person.Session));
    }

    [Fact]
    public async Task A_change_that_is_refused_ends_no_session()
    {
        var person = await (await TestPerson.WithAsync(_portal, MethodIds.App, MethodIds.Sms)).SignInAsync(MethodIds.App);
        var elsewhere = await person.SignInElsewhereAsync(MethodIds.App);

        await person.Methods.TurnOffAsync(person.Session, MethodIds.Sms, [MethodIds.App]);

        Assert.True(await person.IsAliveAsync(elsewhere));
    }

    [Fact]
    public async Task Sessions_of_other_people_stay()
    {
        var person = await (await TestPerson.WithAsync(_portal, MethodIds.App, MethodIds.Sms)).SignInAsync(MethodIds.App);
        var other = await (await TestPerson.CreateAsync(_portal)).SignInAsync();

        await person.TurnOffAsync(MethodIds.Sms);

        Assert.True(await other.IsAliveAsync(other.Session));
    }

    [Fact]
    public async Task An_ended_session_can_do_nothing_with_methods()
    {
        var person = await (await TestPerson.WithAsync(_portal, MethodIds.App, MethodIds.Sms)).SignInAsync(MethodIds.App);
        var ended = await person.SignInElsewhereAsync(MethodIds.App);
        await person.TurnOffAsync(MethodIds.Sms);
        person.Session = ended;

        Assert.Null(await person.TwoFactor.OverviewAsync(ended));
        Assert.Equal(MethodFault.SessionEnded, Refusals.Fault(await person.TryBeginAsync(MethodIds.Sms, ("number", person.Number))));
        Assert.Equal(MethodFault.SessionEnded, Refusals.Fault(await person.TurnOffAsync(MethodIds.App)));
        Assert.Equal(MethodFault.SessionEnded, Refusals.Fault(await person.Methods.TurnOffAsync(ended, MethodIds.App, [MethodIds.App])));
        Assert.Equal(MethodFault.SessionEnded, Refusals.Fault(await person.Methods.PreferAsync(ended, null)));
        Assert.Empty(await _portal.Get<MethodItems>().ListAsync(ended, MethodIds.App));
    }
}
