using Microsoft.EntityFrameworkCore;
using SecurityPortal.Accounts.Recovery;
using SecurityPortal.Platform.Database;
using SecurityPortal.Tests.Fixtures;
using Portal = SecurityPortal.Tests.Fixtures.Portal;

namespace SecurityPortal.Tests.Accounts.Recovery;

/// <summary>Two proofs of different kinds restore access without the wait (R20).</summary>
[OnBothDatabases]
public sealed class TwoProofRecoveryTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private readonly Portal _portal = shared.Portal;

    [Fact]
    public async Task R20_A_code_by_mail_and_one_by_text_take_all_methods_off_and_lead_to_enrolment_and_nothing_else()
    {
        var person = await OwnerAsync(MethodIds.App, MethodIds.Sms);
        await person.SignInAsync(MethodIds.App);
        var proofs = new Prover(_portal, person);
        await proofs.BeginAsync();
        await proofs.Browser.GetAsync("/sign-in/recover");
        Assert.Contains("Get in now with two proofs", proofs.Browser.Text);

        await proofs.GiveMailAsync();
        Assert.Equal("/sign-in/recover/proofs", proofs.Browser.Path);
        Assert.NotEqual(0, await Rows.CountAsync(_portal, "MethodEnrolments", person.Id));
        await proofs.GiveTextAsync();

        Assert.Equal("/settings/security/two-factor", proofs.Browser.Path);
        Assert.Equal(0, await Rows.CountAsync(_portal, "MethodEnrolments", person.Id));
        Assert.False(await person.IsAliveAsync(person.Session));
        await proofs.Browser.GetAsync("/settings/security/devices");
        Assert.Equal("/settings/security/two-factor", proofs.Browser.Path);
        Assert.Contains($"recovered-by-proofs Email,{MethodIds.Sms}", await person.ActivityAsync());
        Assert.Equal(0, await Rows.CountAsync(_portal, "RecoveryRequests", person.Id));
    }

    [Fact]
    public async Task R20_It_is_told_at_the_address_and_at_the_number_on_file()
    {
        var person = await OwnerAsync(MethodIds.App, MethodIds.Sms);
        var proofs = await new Prover(_portal, person).BeginAsync();
        await proofs.GiveMailAsync();

        // The mailbox has been proven, so the other channel is notified.
        Assert.Contains(await person.MessagesAsync("sms"), text => text.Text.Contains("Someone is recovering your account", StringComparison.Ordinal));
        await proofs.GiveTextAsync();

        Assert.Contains(await person.MessagesAsync("sms"), text => text.Text.Contains("gave two proofs", StringComparison.Ordinal));
        Assert.Contains(await person.MessagesAsync("email"), mail => mail.Text.Contains("gave two proofs", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task R20_One_sent_code_and_a_backup_code_are_enough(bool byMail)
    {
        var person = await OwnerAsync(MethodIds.App, MethodIds.Sms);
        var proofs = await new Prover(_portal, person).BeginAsync();

        await proofs.GiveBackupCodeAsync();
        await (byMail ? proofs.GiveMailAsync() : proofs.GiveTextAsync());

        Assert.Equal("/settings/security/two-factor", proofs.Browser.Path);
        Assert.Equal(0, await Rows.CountAsync(_portal, "MethodEnrolments", person.Id));
    }

    [Fact]
    public async Task R20_A_sent_code_in_a_trusted_browser_is_enough()
    {
        var person = await OwnerAsync(MethodIds.App, MethodIds.Sms);
        var proofs = await new Prover(_portal, person).BeginAsync();
        var device = await _portal.TrustDeviceAsync(person.Id, new("test", "192.0.2.1"));
        proofs.Browser.SetCookie("__Host-portal-device", $"{device.Id:N}.{device.Token}");

        await proofs.GiveMailAsync();

        Assert.Equal(0, await Rows.CountAsync(_portal, "MethodEnrolments", person.Id));
    }

    [Fact]
    public async Task R20_A_backup_code_in_a_trusted_browser_is_not_enough_without_a_sent_code_and_is_not_spent()
    {
        var person = await OwnerAsync(MethodIds.App);
        await SetAsync(person, row => row.SetProperty(found => found.PasswordResetByMailAt, _portal.Clock.GetUtcNow()));
        var device = await _portal.TrustDeviceAsync(person.Id, new("test", "192.0.2.1"));
        var proofs = await new Prover(_portal, person).BeginAsync();

        Assert.IsType<ProofResult.Over>(await proofs.GiveAsync(ProofKind.BackupCode, person.BackupCodes[0], device));
        Assert.Equal(10, await BackupCodesLeftAsync(person));
    }

    [Fact]
    public async Task R20_Where_policy_does_not_allow_it_the_wait_stays()
    {
        await using var portal = new Portal(("Recovery:TwoProofs", "false"));
        var person = await TestPerson.WithAsync(portal, MethodIds.App, MethodIds.Sms);
        var proofs = await new Prover(portal, person).BeginAsync();
        await proofs.Browser.GetAsync("/sign-in/recover");

        Assert.DoesNotContain("two proofs", proofs.Browser.Text);
        Assert.Null(await proofs.SendAsync(ProofKind.Email));
        Assert.IsType<ProofResult.Over>(await proofs.GiveAsync(ProofKind.BackupCode, person.BackupCodes[0]));
    }

    [Fact]
    public async Task R20_Nobody_who_works_for_support_gets_in_by_it()
    {
        var person = await TestPerson.CreateAsync(_portal, "Support");
        await person.HasAsync(MethodIds.App, MethodIds.Sms, MethodIds.BackupCodes);
        var proofs = await new Prover(_portal, person).BeginAsync();

        Assert.Null(await proofs.SendAsync(ProofKind.Email));
        Assert.IsType<ProofResult.Over>(await proofs.GiveAsync(ProofKind.BackupCode, person.BackupCodes[0]));
    }

    [Fact]
    public async Task R20_While_changes_are_frozen_it_waits()
    {
        var person = await OwnerAsync(MethodIds.App, MethodIds.Sms);
        var proofs = await new Prover(_portal, person).BeginAsync();
        await SetAsync(person, row => row.SetProperty(found => found.FrozenUntil, _portal.Clock.GetUtcNow().AddHours(1)));

        Assert.Null(await proofs.SendAsync(ProofKind.Email));
        Assert.IsType<ProofResult.Over>(await proofs.GiveAsync(ProofKind.BackupCode, person.BackupCodes[0]));
    }

    [Fact]
    public async Task A_wait_that_is_under_way_ends_with_it()
    {
        var person = await OwnerAsync(MethodIds.App, MethodIds.Sms);
        var proofs = await new Prover(_portal, person).BeginAsync();
        await proofs.Browser.GetAsync("/sign-in/recover");
        await proofs.Browser.SubmitAsync();

        await proofs.GiveMailAsync();
        await proofs.GiveTextAsync();

        Assert.Contains("recovery-stopped", await person.ActivityAsync());
    }

    private async Task<TestPerson> OwnerAsync(params string[] methods)
    {
        var person = await TestPerson.WithAsync(_portal, methods);
        _portal.Clock.Advance(TimeSpan.FromSeconds(1));
        return person;
    }

    private async Task<int> BackupCodesLeftAsync(TestPerson person) => await Rows.NumberAsync(
        _portal, """SELECT "Count" AS "Value" FROM "MethodEnrolments" WHERE "UserId" = @p0 AND "Method" = 'BackupCodes'""", person.Id);

    private async Task SetAsync(
        TestPerson person, Action<Microsoft.EntityFrameworkCore.Query.UpdateSettersBuilder<Person>> set)
    {
        await using var db = await _portal.OpenDatabaseAsync();
        await db.Set<Person>().Where(row => row.UserId == person.Id).ExecuteUpdateAsync(set);
    }
}
