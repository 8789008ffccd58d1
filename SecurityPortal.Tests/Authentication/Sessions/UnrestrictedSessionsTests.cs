using Microsoft.EntityFrameworkCore;
using SecurityPortal.Accounts.Email;
using SecurityPortal.Accounts.Notifications;
using SecurityPortal.Accounts.Passwords;
using SecurityPortal.Accounts.PersonalData;
using SecurityPortal.Accounts.Status;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Platform.Database;
using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.Management;

namespace SecurityPortal.Tests.Authentication.Sessions;

/// <summary>
/// The services behind the pages show and do nothing for a person who has to enrol first, whatever the browser asks for.
/// </summary>
public sealed class UnrestrictedSessionsTests(UnrestrictedSessionsTests.DemandingPortal shared)
    : IClassFixture<UnrestrictedSessionsTests.DemandingPortal>
{
    private readonly Portal _portal = shared.Portal;

    [Theory]
    [InlineData("reset")]
    [InlineData("pass")]
    [InlineData("staff")]
    [InlineData("policy")]
    public async Task Whoever_has_to_enrol_is_told_nothing_and_changes_nothing(string cause)
    {
        var person = await BoundAsync(cause);
        var elsewhere = await person.SignInElsewhereAsync();
        var devices = _portal.Get<SessionsAndDevices>();

        Assert.Null(await devices.SessionsAsync(person.Session));
        Assert.Null(await devices.DevicesAsync(person.Session));
        Assert.IsType<DeviceResult.NeedsConfirmation>(await devices.EndAsync(person.Session, elsewhere));
        Assert.IsType<DeviceResult.NeedsConfirmation>(await devices.EndOthersAsync(person.Session));
        Assert.IsType<DeviceResult.NeedsConfirmation>(await devices.ForgetAsync(person.Session, null));
        Assert.True(await person.IsAliveAsync(elsewhere));
        Assert.Empty(await _portal.Get<SelfServiceActivity>().ListAsync(person.Session, ActivityFilter.Everything));
        Assert.Empty(await _portal.Get<SelfServiceNotifications>().ListAsync(person.Session));
        Assert.Equal(0, await _portal.Get<SelfServiceNotifications>().CountUnreadAsync(person.Session));
        Assert.False(await _portal.Get<PersonLanguage>().ChooseAsync(person.Session, "de", CancellationToken.None));
        Assert.Null((await _portal.Get<PersonalDataExport>().ExportAsync(person.Session)).Json);
        Assert.IsType<LinkRequest.Refused>(await _portal.Get<EmailChangeRequests>().RequestAsync(person.Session, "new@example.com"));
        Assert.IsType<AccountResult.Refused>(
            await _portal.Get<PasswordChange>().ChangeAsync(person.Session, Portal.Password, "gravel moss seven owls"));
        Assert.IsType<AccountResult.Refused>(await _portal.Get<AccountRemoval>().DeleteAsync(person.Session, Portal.Password));
        Assert.Equal(
            cause == "pass" ? MethodFault.NeedsConfirmation : MethodFault.MustEnrolFirst,
            (await _portal.Get<StepUpGuard>().CheckAsync(person.Session, CancellationToken.None)).Fault);
    }

    [Theory]
    [InlineData("reset")]
    [InlineData("pass")]
    [InlineData("policy")]
    public async Task A_new_method_opens_the_rest(string cause)
    {
        var person = await BoundAsync(cause);

        await person.TurnOnAppAsync();

        Assert.NotNull(await _portal.Get<SessionsAndDevices>().SessionsAsync(person.Session));
        Assert.NotEmpty(await _portal.Get<SelfServiceActivity>().ListAsync(person.Session, ActivityFilter.Everything));
        Assert.Null((await _portal.Get<StepUpGuard>().CheckAsync(person.Session, CancellationToken.None)).Fault);
    }

    private async Task<TestPerson> BoundAsync(string cause)
    {
        var person = await TestPerson.CreateAsync(_portal, cause == "staff" ? PortalRoles.Support : null);
        if (cause == "pass")
        {
            await person.HasAsync(MethodIds.Sms);
        }

        await person.SignInAsync(cause == "pass" ? AuthenticationMethods.TemporaryPass : null);
        await using var db = await _portal.OpenDatabaseAsync();
        var now = _portal.Clock.GetUtcNow();
        await db.Set<Person>().Where(row => row.UserId == person.Id).ExecuteUpdateAsync(set => set
            .SetProperty(row => row.MustEnrolSince, cause == "reset" ? now : null)
            .SetProperty(row => row.TwoFactorRequiredSince, cause == "policy" ? now - TimeSpan.FromDays(30) : now));
        return person;
    }

    /// <summary>A portal that requires two-factor authentication of everybody after a grace period.</summary>
    public sealed class DemandingPortal : IAsyncDisposable
    {
        internal Portal Portal { get; } = new(("Policy:TwoFactorRequired", "true"), ("Policy:GracePeriod", "7.00:00:00"));

        public ValueTask DisposeAsync() => Portal.DisposeAsync();
    }
}
