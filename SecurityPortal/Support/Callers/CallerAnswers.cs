using SecurityPortal.Audit;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Platform.Signals;
using SecurityPortal.Support.Actions;
using SecurityPortal.Support.Audit;
using SecurityPortal.Support.Cases;

namespace SecurityPortal.Support.Callers;

/// <summary>
/// Takes the person's answers to <see cref="BrowserChecks"/>. Every call names the session it comes from, and one conditional
/// update decides.
/// </summary>
internal sealed class CallerAnswers(
    IDbContextFactory<PortalDbContext> factory, CallerQuestions questions, BrowserChecks checks, CaseService cases, SupportCancellation stops,
    AuditLogWriter log, ISignals signals, TimeProvider clock)
{
    /// <summary>Confirms that the person is the caller, by the number that the agent read to them.</summary>
    public async Task<CallerOutcome> ConfirmAsync(
        Guid sessionId, Guid checkId, string? number, CancellationToken cancellationToken = default)
    {
        if (await questions.OpenAsync(sessionId, checkId, cancellationToken) is not var (session, row, of))
        {
            return CallerOutcome.Over;
        }

        // Counts the attempt before comparing the number.
        await using (var db = await factory.CreateDbContextAsync(cancellationToken))
        {
            if (await Open(db, checkId).Where(found => found.Tries < BrowserChecks.MaxTries).ExecuteUpdateAsync(
                set => set.SetProperty(found => found.Tries, found => found.Tries + 1), cancellationToken) == 0)
            {
                return CallerOutcome.Over;
            }
        }

        if (checks.IsNumber(row, number))
        {
            return await EndAsync(session, row, of, CheckState.Passed, cancellationToken) ? CallerOutcome.Done : CallerOutcome.Over;
        }

        await using var after = await factory.CreateDbContextAsync(cancellationToken);
        if (await Open(after, checkId).AnyAsync(found => found.Tries < BrowserChecks.MaxTries, cancellationToken))
        {
            return CallerOutcome.WrongNumber;
        }

        await EndAsync(session, row, of, CheckState.Failed, cancellationToken);
        return CallerOutcome.Over;
    }

    /// <summary>
    /// Records that the person is not on the phone with support: stops pending actions, except one that disables the
    /// account, and raises an alarm on the case.
    /// </summary>
    public async Task<CallerOutcome> DenyAsync(Guid sessionId, Guid checkId, CancellationToken cancellationToken = default) =>
        await questions.OpenAsync(sessionId, checkId, cancellationToken) is var (session, row, of)
        && await EndAsync(session, row, of, CheckState.Denied, cancellationToken)
            ? CallerOutcome.Done
            : CallerOutcome.Over;

    // Of several concurrent answers exactly one gets true.
    private async Task<bool> EndAsync(
        LiveSession session, CaseCheck check, SupportCase of, CheckState state, CancellationToken cancellationToken)
    {
        await using var transaction = await PersonTransaction.BeginAsync(factory, session.UserId, cancellationToken);
        var (now, kind) = (clock.GetUtcNow(), AskedSessions.KindOf(session.UserAgent));
        var browser = string.Join(", ", new[] { BrowserName.Browser(session.UserAgent), BrowserName.System(session.UserAgent) }.OfType<string>());
        if (await Open(transaction.Db, check.Id).ExecuteUpdateAsync(
                set => set.SetProperty(row => row.State, state).SetProperty(row => row.DecidedAt, now)
                    .SetProperty(row => row.Kind, kind).SetProperty(row => row.Hint, browser),
                cancellationToken) == 0
            || !await cases.TouchAsync(transaction, of.Id, cancellationToken))
        {
            return false;
        }

        var name = state == CheckState.Passed ? AuditEvents.CheckPassed
            : state == CheckState.Denied ? AuditEvents.CallerDenied : AuditEvents.CheckFailed;
        await log.AppendAsync(
            transaction.Db, new AuditEvent(session.UserId, name, LogDetails.InCase($"{kind} {browser}".Trim(), of.Number)).From(session.Client),
            cancellationToken);
        if (state == CheckState.Denied)
        {
            await stops.NotCallingAsync(transaction, of.Id, cancellationToken);
        }

        transaction.AfterCommit(() => signals.Publish(SignalTopics.Person(session.UserId)));
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private IQueryable<CaseCheck> Open(PortalDbContext db, Guid checkId)
    {
        var now = clock.GetUtcNow();
        return db.Set<CaseCheck>().Where(row =>
            row.Id == checkId && row.Number != null && row.State == CheckState.Waiting && row.ExpiresAt > now);
    }
}
