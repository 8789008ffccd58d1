using SecurityPortal.Support;
using SecurityPortal.Support.Actions;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Support;

/// <summary>For each action, the notifications that the dialog promises are those that go out.</summary>
public sealed class ToldTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private readonly Portal _portal = shared.Portal;

    public static TheoryData<ActionKind, PassDelivery?> Everything => new()
    {
        { ActionKind.ResetMethod, null },
        { ActionKind.ResetAll, null },
        { ActionKind.Unlock, null },
        { ActionKind.EndSessions, null },
        { ActionKind.LockAccount, null },
        { ActionKind.IssuePass, PassDelivery.Email },
        { ActionKind.IssuePass, PassDelivery.Text },
        { ActionKind.IssuePass, PassDelivery.Page },
    };

    [Theory]
    [MemberData(nameof(Everything))]
    public async Task Whoever_is_promised_a_message_gets_one_and_nobody_else(ActionKind kind, PassDelivery? delivery)
    {
        var desk = await Desk.OpenAsync(_portal);
        await desk.Caller.SignInAsync(MethodIds.App);
        await _portal.Get<SecurityPortal.Authentication.Throttling.AttemptLimiter>().ReserveAsync(
            SecurityPortal.Authentication.Throttling.AttemptLimiter.SecondFactor(desk.Caller.Id), 5, CancellationToken.None);
        await desk.PassCheckAsync();
        var wish = new ActionRequest(kind, kind == ActionKind.ResetMethod ? MethodIds.App : null, delivery);
        var (plan, _) = await _portal.Get<SupportActionService>().PreviewAsync(desk.Agent.Session, desk.Case, wish);
        var (mails, texts) = ((await desk.Caller.MessagesAsync("email")).Count, (await desk.Caller.MessagesAsync("sms")).Count);

        Assert.IsType<SupportResult.Done>(await desk.AskAsync(kind, wish.Method, delivery));
        if ((await desk.NewestActionAsync()).State == ActionState.AwaitingApproval)
        {
            await desk.ApproveAsync(await desk.NewestActionAsync());
        }

        Assert.Equal(ActionState.Done, (await desk.NewestActionAsync()).State);
        var byMail = (await desk.Caller.MessagesAsync("email")).Count > mails;
        var byText = (await desk.Caller.MessagesAsync("sms")).Count > texts;
        Assert.Equal(
            (plan!.Told.Any(told => told.Contains('@', StringComparison.Ordinal)), plan.Told.Any(told => told.StartsWith('+'))), (byMail, byText));
        Assert.True(byMail);
    }
}
