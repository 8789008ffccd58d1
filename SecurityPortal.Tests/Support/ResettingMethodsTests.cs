using Microsoft.EntityFrameworkCore;
using SecurityPortal.Authentication.Flows;
using SecurityPortal.Authentication.Throttling;
using SecurityPortal.Support;
using SecurityPortal.Support.Actions;
using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.Management;
using SecurityPortal.TwoFactor.OneTimeCodes;

namespace SecurityPortal.Tests.Support;

public sealed class ResettingMethodsTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private const string Enrolment = "/settings/security/two-factor";
    private readonly Portal _portal = shared.Portal;

    [Fact]
    public async Task One_method_goes_and_the_others_stay()
    {
        var desk = await Desk.OpenAsync(_portal);
        await desk.PassCheckAsync();

        Assert.IsType<SupportResult.Done>(await desk.AskAsync(ActionKind.ResetMethod, MethodIds.App));

        Assert.Equal(ActionState.Done, (await desk.NewestActionAsync()).State);
        await desk.Caller.SignInAsync(MethodIds.Sms);
        Assert.Equal([MethodIds.Sms, MethodIds.BackupCodes], await desk.Caller.OnAsync());
        await Invariants.CheckAsync(_portal, desk.Caller.Id);
        Assert.True(await desk.Caller.Browser().IsSignedInAsync());
    }

    [Fact]
    public async Task Texts_take_WhatsApp_with_them()
    {
        var desk = await Desk.OpenAsync(_portal, MethodIds.App, MethodIds.Sms, MethodIds.WhatsApp);
        await desk.PassCheckAsync();

        await desk.AskAsync(ActionKind.ResetMethod, MethodIds.Sms);

        await desk.Caller.SignInAsync(MethodIds.App);
        Assert.Equal([MethodIds.App, MethodIds.BackupCodes], await desk.Caller.OnAsync());
    }

    [Fact]
    public async Task After_a_reset_of_all_nothing_is_left_that_opens_the_account()
    {
        var desk = await Desk.OpenAsync(_portal, MethodIds.App, MethodIds.Sms, MethodIds.WhatsApp);
        var session = (await desk.Caller.SignInAsync(MethodIds.App)).Session;
        var browser = desk.Caller.Browser();
        await _portal.TrustDeviceAsync(desk.Caller.Id, new("Browser", "192.0.2.1"));
        var pending = await _portal.Browser().TypePasswordAsync(desk.Caller.Email);
        await pending.GetAsync("/sign-in/verify?method=Sms");
        var code = await desk.Caller.NewestCodeAsync("sms");
        await desk.PassCheckAsync();
        await ResetAllAsync(desk);

        foreach (var table in new[] { "MethodEnrolments", "AuthenticatorApps", "BackupCodes", "ConfirmedPhones", "TrustedDevices", "PendingEnrolments" })
        {
            Assert.True(await CountAsync(table, desk.Caller.Id) == 0, table);
        }

        Assert.False(await desk.Caller.IsAliveAsync(session));
        Assert.False(await browser.IsSignedInAsync());
        await pending.SubmitAsync(("code", code));
        Assert.False(await pending.IsSignedInAsync());
        Assert.Equal(0, await Rows.OpenSessionsAsync(_portal, desk.Caller.Id));
        Assert.False(await Rows.TwoFactorFlagAsync(_portal, desk.Caller.Id));
        await using var db = await _portal.OpenDatabaseAsync();
        Assert.DoesNotContain(
            await db.Set<OneTimeCode>().Where(row => row.UserId == desk.Caller.Id).ToListAsync(), row => row.Hash.Length > 0);
        Assert.Empty(await db.Set<AuthenticationFlow>().Where(flow => flow.UserId == desk.Caller.Id && flow.ConsumedAt == null
            && db.Users.Any(user => user.Id == flow.UserId && user.SecurityStamp == flow.SecurityStamp)).ToListAsync());
    }

    [Theory]
    [InlineData("/settings/security")]
    [InlineData("/settings/security/devices")]
    [InlineData("/settings/account/email")]
    [InlineData("/settings/account/export")]
    [InlineData("/settings/account/delete")]
    public async Task The_next_sign_in_leads_to_enrolment_and_to_nothing_else(string path)
    {
        var desk = await Desk.OpenAsync(_portal);
        await desk.PassCheckAsync();
        await ResetAllAsync(desk);

        var browser = await _portal.Browser().TypePasswordAsync(desk.Caller.Email);
        Assert.Equal(Enrolment, browser.Path);
        await browser.GetAsync(path);

        Assert.Equal(Enrolment, browser.Path);
        Assert.Contains("Your methods were reset", browser.Text);
    }

    [Fact]
    public async Task A_new_method_opens_the_account_again()
    {
        var desk = await Desk.OpenAsync(_portal);
        await desk.PassCheckAsync();
        await ResetAllAsync(desk);
        await desk.Caller.SignInAsync();
        Assert.Equal(MethodFault.MustEnrolFirst, (await _portal.Get<StepUpGuard>().CheckAsync(desk.Caller.Session, default)).Fault);

        await desk.Caller.TurnOnAppAsync();

        var browser = await desk.Caller.Browser().GetAsync("/settings/security/devices");
        Assert.Equal("/settings/security/devices", browser.Path);
        await desk.Caller.TurnOffAsync(MethodIds.App);
        Assert.True(await desk.Caller.Browser().IsSignedInAsync());
    }

    [Fact]
    public async Task A_freeze_does_not_keep_the_person_out_after_a_reset()
    {
        var desk = await Desk.OpenAsync(_portal);
        await Rows.ExecuteAsync(
            _portal,
            $"""UPDATE "People" SET "FrozenUntil" = {_portal.Clock.GetUtcNow().AddDays(1).ToUnixTimeMilliseconds()} WHERE "UserId" = {desk.Caller.Id}""");
        await desk.PassCheckAsync();
        await ResetAllAsync(desk);

        await desk.Caller.SignInAsync();
        await desk.Caller.TurnOnAppAsync();

        Assert.True(await desk.Caller.Browser().IsSignedInAsync());
    }

    [Fact]
    public async Task The_person_is_told_by_mail_and_text_and_sees_who_in_the_log()
    {
        var desk = await Desk.OpenAsync(_portal);
        await desk.PassCheckAsync();
        await ResetAllAsync(desk);

        Assert.Contains((await desk.Caller.MessagesAsync("email")), mail => mail.Text.Contains("Turned off:", StringComparison.Ordinal));
        Assert.Contains("Support reset your two-factor methods", (await desk.Caller.MessagesAsync("sms"))[0].Text);
        var entry = Assert.Single(await desk.LogAsync("method-off"));
        Assert.StartsWith($"{desk.Agent.Id}/", entry.Actor);
        await desk.Caller.SignInAsync();
        await desk.Caller.TurnOnAppAsync();
        var page = await desk.Caller.Browser().GetAsync("/settings/security/activity");
        Assert.Contains($"Support, case {(await desk.ViewAsync()).Case.Number}", page.Text);
        Assert.DoesNotContain(desk.Agent.Email, page.Text);
    }

    [Fact]
    public async Task A_reset_of_the_last_method_is_a_reset_of_all()
    {
        var desk = await Desk.OpenAsync(_portal, MethodIds.App);
        await desk.PassCheckAsync();

        await desk.AskAsync(ActionKind.ResetMethod, MethodIds.App);

        var action = await desk.NewestActionAsync();
        Assert.Equal(ActionState.AwaitingApproval, action.State);
        Assert.Equal("AllMethods", action.ApprovalReasons);
    }

    [Fact]
    public async Task Unlocking_opens_a_locked_sign_in()
    {
        var desk = await Desk.OpenAsync(_portal);
        var budget = _portal.Get<AttemptLimiter>();
        for (var i = 0; i < 5; i++)
        {
            await budget.ReserveAsync(AttemptLimiter.SecondFactor(desk.Caller.Id), 5);
        }

        Assert.NotNull(await desk.Caller.LockedUntilAsync());

        Assert.IsType<SupportResult.Done>(await desk.AskAsync(ActionKind.Unlock));

        Assert.Null(await desk.Caller.LockedUntilAsync());
        Assert.Equal(SupportFault.NothingToDo, Desk.Fault(await desk.AskAsync(ActionKind.Unlock)));
    }

    [Fact]
    public async Task Ending_sessions_ends_them_and_nothing_else()
    {
        var desk = await Desk.OpenAsync(_portal);
        var session = (await desk.Caller.SignInAsync(MethodIds.App)).Session;

        Assert.IsType<SupportResult.Done>(await desk.AskAsync(ActionKind.EndSessions));

        Assert.False(await desk.Caller.IsAliveAsync(session));
        await desk.Caller.SignInAsync(MethodIds.App);
        Assert.Equal(3, (await desk.Caller.OnAsync()).Length);
    }

    [Fact]
    public async Task Two_agents_at_once_reset_once()
    {
        var desk = await Desk.OpenAsync(_portal);
        var second = await TestPerson.AtWorkAsync(_portal, "Support");
        await desk.PassCheckAsync();

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
            desk.AskAsync(ActionKind.ResetMethod, MethodIds.App, by: i % 2 == 0 ? desk.Agent : second)));

        Assert.Single(results.OfType<SupportResult.Done>());
        Assert.All(results.OfType<SupportResult.Refused>(), refused => Assert.Equal(SupportFault.NothingToDo, refused.Fault));
        Assert.Single(await desk.LogAsync("method-off"));
    }

    private async Task ResetAllAsync(Desk desk)
    {
        Assert.IsType<SupportResult.Done>(await desk.AskAsync(ActionKind.ResetAll));
        Assert.IsType<SupportResult.Done>(await desk.ApproveAsync(await desk.NewestActionAsync()));
        Assert.Equal(ActionState.Done, (await desk.NewestActionAsync()).State);
    }

    private Task<int> CountAsync(string table, string userId) => Rows.CountAsync(_portal, table, userId);
}
