using SecurityPortal.ActivityLog;
using SecurityPortal.Flows;
using SecurityPortal.Sessions;

namespace SecurityPortal.Support.Passes;

/// <summary>Answers the second step of a sign-in with a temporary pass. Counted like every other answer.</summary>
internal sealed class PassStep(
    FlowStore flows, AttemptBudget budget, TemporaryPasses passes, SessionStore sessions, ActivityLogWriter log)
{
    private const int Tries = 5;

    public async Task<PassAnswer> AnswerAsync(
        PendingFlow flow, string? typed, ClientInfo client, CancellationToken cancellationToken)
    {
        if (!await flows.ReserveAttemptAsync(flow.Id, cancellationToken))
        {
            return new PassAnswer.Over();
        }

        var account = AttemptBudget.SecondStep(flow.UserId);
        if (await budget.ReserveAsync(account, Tries, cancellationToken) is { } until)
        {
            return new PassAnswer.Locked(until);
        }

        if (!await passes.UseAsync(flow.UserId, typed, cancellationToken))
        {
            await log.AppendAsync(
                new Activity(flow.UserId, ActivityEvents.SecondStepRefused, SignedInWith.TemporaryPass).From(client), cancellationToken);
            return new PassAnswer.Wrong();
        }

        if (!await flows.ConsumeAsync(flow.Id, cancellationToken))
        {
            return new PassAnswer.Over();
        }

        await budget.ClearAsync(account, cancellationToken);
        var with = SignedInWith.Of(SignedInWith.Password, SignedInWith.TemporaryPass);
        var token = await sessions.BeginAsync(flow.UserId, SignedInWith.TemporaryPass, with, client, cancellationToken);
        await log.AppendAsync(new Activity(flow.UserId, ActivityEvents.SignedIn, with).From(client), cancellationToken);
        return new PassAnswer.Passed(token);
    }
}

/// <summary>What became of a pass that was typed.</summary>
internal abstract record PassAnswer
{
    private PassAnswer()
    {
    }

    public sealed record Passed(string SessionToken) : PassAnswer
    {
        public override string ToString() => nameof(Passed);
    }

    public sealed record Wrong : PassAnswer;

    public sealed record Locked(DateTimeOffset Until) : PassAnswer;

    public sealed record Over : PassAnswer;
}
