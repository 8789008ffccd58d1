using SecurityPortal.Accounts.Passwords;
using SecurityPortal.Accounts.Status;
using SecurityPortal.Audit;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Messaging.Notifications;
using SecurityPortal.Platform.Signals;
using SecurityPortal.Support.Audit;
using SecurityPortal.Support.Cases;
using SecurityPortal.Support.Passes;
using SecurityPortal.TwoFactor;

namespace SecurityPortal.Support.Actions;

/// <summary>
/// Stops pending actions: by the link in a notification, by "This wasn't me", when someone signs in with a method that was to be
/// reset, when the person's methods or password change after the request, and when the account is locked or disabled.
/// </summary>
internal sealed class SupportCancellation(
    CaseOpener opener, AuditLogWriter log, ISignals signals, TimeProvider clock)
    : INotificationDisavowedHandler, ISessionStartedHandler, IMethodsChangedHandler, IAccountDisabledHandler, IPasswordSetHandler
{
    // Checked first on each sign-in: almost always nothing is pending.
    private static readonly CompiledQuery<Func<PortalDbContext, string, CancellationToken, Task<bool>>> Waits = new(() =>
        EF.CompileAsyncQuery((PortalDbContext db, string userId, CancellationToken _) =>
            db.Set<SupportAction>().Any(row => row.UserId == userId
                && (row.State == ActionState.Waiting || row.State == ActionState.AwaitingApproval))));

    public async Task<bool> StopAsync(PersonTransaction transaction, Guid id, CancellationToken cancellationToken) =>
        await StopAsync(transaction, action => action.Where(row => row.Id == id), CancellationCause.Notice, cancellationToken) > 0;

    public async Task<DateTimeOffset?> RaiseAsync(
        PersonTransaction transaction, DisavowedNotification disavowal, CancellationToken cancellationToken)
    {
        await DisavowAsync(transaction, cancellationToken);
        if (await transaction.Db.Set<SupportCase>()
            .Where(row => row.UserId == transaction.UserId && row.OpenedBy == null && row.ClosedAt == null)
            .OrderByDescending(row => row.Number).Select(row => (Guid?)row.Id).FirstOrDefaultAsync(cancellationToken) is { } open)
        {
            await AlarmAsync(transaction, open, CaseAlarm.Disavowal, cancellationToken);
            return null;
        }

        // Only a lead may act on support staff. Methods that the link may not turn off are still on (R13).
        var forWhom = await transaction.Db.IsStaffAsync(transaction.UserId, cancellationToken) ? "For a lead. " : "";
        var kept = disavowal.Kept.Count == 0 ? "" : $" (still on: {string.Join(", ", disavowal.Kept)})";
        var said = $"{forWhom}\"This wasn't me\": {disavowal.Record.Subject}{kept}";
        var row = await opener.AddAsync(
            transaction, agentId: null, "–", SupportText.Line(said, SupportCase.MaxReason) ?? "–", LostThings.Nothing,
            cancellationToken, CaseAlarm.Disavowal);
        await log.AppendAsync(
            transaction.Db,
            new(transaction.UserId, AuditEvents.CaseOpened, LogDetails.InCase("", row.Number)) { Actor = "portal" },
            cancellationToken);
        return null;
    }

    /// <summary>
    /// Handles a signed-in person's answer that they are not the caller: stops all pending actions except one that
    /// disables the account, voids passes, and raises an alarm on the case.
    /// </summary>
    public async Task NotCallingAsync(PersonTransaction transaction, Guid caseId, CancellationToken cancellationToken)
    {
        await DisavowAsync(transaction, cancellationToken);
        await AlarmAsync(transaction, caseId, CaseAlarm.NotCalling, cancellationToken);
    }

    public async Task BeginsAsync(PersonTransaction transaction, string? secondStep, CancellationToken cancellationToken)
    {
        // A trusted device answers no second step, and a temporary pass is what was requested: neither stops anything.
        if (secondStep is not null && secondStep != AuthenticationMethods.TemporaryPass)
        {
            await StopAsync(
                transaction,

                // A reset of one method waits only if no method would be left: every method then stops it.
                open => open.Where(row => row.Kind == ActionKind.ResetAll || row.Kind == ActionKind.IssuePass
                    || (row.Kind == ActionKind.ResetMethod && (row.Method == secondStep || row.State == ActionState.Waiting))),
                CancellationCause.SignIn,
                cancellationToken);
        }
    }

    public Task SetUpAsync(
        PersonTransaction transaction, IReadOnlyCollection<string> methods, CancellationToken cancellationToken) =>
        OvertakeAsync(
            transaction,
            open => open.Where(row => row.Kind == ActionKind.ResetAll || row.Kind == ActionKind.IssuePass
                || (row.Kind == ActionKind.ResetMethod && methods.Contains(row.Method!))),
            cancellationToken);

    public Task ResetAsync(PersonTransaction transaction, CancellationToken cancellationToken) => OvertakeAsync(
        transaction,
        open => open.Where(row => row.Kind == ActionKind.ResetAll || row.Kind == ActionKind.IssuePass
            || row.Kind == ActionKind.ResetMethod),
        cancellationToken);

    /// <summary>
    /// Stops what waits (R15). A request that a lead has not decided yet stays: the lead sees that the password has changed.
    /// </summary>
    public Task PasswordSetAsync(PersonTransaction transaction, CancellationToken cancellationToken) => StopAsync(
        transaction, open => open.Where(row => row.State == ActionState.Waiting), CancellationCause.NewPassword, cancellationToken);

    /// <summary>Stops pending resets and passes, and voids passes sent before, when the account is disabled or locked (R17, R19).</summary>
    public async Task DisabledAsync(PersonTransaction transaction, CancellationToken cancellationToken)
    {
        await StopAsync(transaction, open => open.Where(row => row.Kind == ActionKind.ResetAll || row.Kind == ActionKind.IssuePass
            || row.Kind == ActionKind.ResetMethod), CancellationCause.AccountClosed, cancellationToken);
        await TemporaryPasses.VoidAsync(transaction, clock.GetUtcNow(), cancellationToken);
    }

    /// <summary>Stops every pending action, since the database was restored from a backup. Returns how many there were.</summary>
    public static async Task<int> RestoredAsync(PortalDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var stopped = await db.Set<SupportAction>()
            .Where(action => action.State == ActionState.AwaitingApproval || action.State == ActionState.Waiting)
            .ExecuteUpdateAsync(
                set => set.SetProperty(action => action.State, ActionState.Stopped).SetProperty(action => action.EndedAt, now)
                    .SetProperty(action => action.StoppedBy, CancellationCause.Restored),
                cancellationToken);
        await CaseUrgencies.RefreshAsync(
            db, db.Set<SupportCase>().Where(row => row.Urgency < CaseUrgency.Quiet), cancellationToken);
        return stopped;
    }

    // Neither a mailbox nor a session prevents an account from being disabled: an attacker who took either over would press this
    // (R13, R17). A lead decides.
    private async Task DisavowAsync(PersonTransaction transaction, CancellationToken cancellationToken)
    {
        await StopAsync(
            transaction, open => open.Where(row => row.Kind != ActionKind.DisableAccount), CancellationCause.Disavowal, cancellationToken);
        await TemporaryPasses.VoidAsync(transaction, clock.GetUtcNow(), cancellationToken);
    }

    // A pass on its way was for someone who could not get in otherwise.
    private async Task OvertakeAsync(
        PersonTransaction transaction, Func<IQueryable<SupportAction>, IQueryable<SupportAction>> which,
        CancellationToken cancellationToken)
    {
        await StopAsync(transaction, which, CancellationCause.Superseded, cancellationToken);
        await TemporaryPasses.VoidAsync(transaction, clock.GetUtcNow(), cancellationToken);
    }

    private async Task<int> StopAsync(
        PersonTransaction transaction, Func<IQueryable<SupportAction>, IQueryable<SupportAction>> which, CancellationCause cause,
        CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (!await Waits.For(transaction.Db)(transaction.Db, transaction.UserId, cancellationToken))
        {
            return 0;
        }

        var open = CaseQueries.OpenActions(transaction.Db, now).Where(row => row.UserId == transaction.UserId);
        var found = await which(open).AsNoTracking().ToListAsync(cancellationToken);
        var stopped = 0;
        foreach (var action in found)
        {
            if (await open.Where(row => row.Id == action.Id).ExecuteUpdateAsync(
                set => set
                    .SetProperty(row => row.State, ActionState.Stopped)
                    .SetProperty(row => row.StoppedBy, cause)
                    .SetProperty(row => row.EndedAt, now),
                cancellationToken) == 0)
            {
                continue;
            }

            stopped++;
            await CaseUrgencies.RefreshAsync(transaction.Db, action.CaseId, cancellationToken);
            var number = await transaction.Db.Set<SupportCase>().Where(row => row.Id == action.CaseId).Select(row => row.Number)
                .SingleAsync(cancellationToken);
            await log.AppendAsync(
                transaction.Db,
                new(transaction.UserId, AuditEvents.SupportStopped, LogDetails.InCase($"{action.Kind} {cause}", number))
                {
                    Actor = cause is CancellationCause.Superseded or CancellationCause.AccountClosed or CancellationCause.NewPassword
                        ? "portal"
                        : AuditActors.Self,
                },
                cancellationToken);
            if (cause is CancellationCause.Notice or CancellationCause.Disavowal or CancellationCause.AccountClosed)
            {
                var alarm = cause == CancellationCause.AccountClosed ? CaseAlarm.AccountClosed : CaseAlarm.Stopped;
                await AlarmAsync(transaction, action.CaseId, alarm, cancellationToken);
            }

            signals.Tell(transaction, action.CaseId);
        }

        return stopped;
    }

    // Keeps the case at the top of the lists until it is closed: an agent may have the attacker on the line.
    private async Task AlarmAsync(PersonTransaction transaction, Guid caseId, CaseAlarm alarm, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await transaction.Db.Set<SupportCase>().Where(row => row.Id == caseId).ExecuteUpdateAsync(
            set => set
                .SetProperty(row => row.Alarm, alarm)
                .SetProperty(row => row.AlarmAt, now)
                .SetProperty(row => row.ChangedAt, now),
            cancellationToken);
        await CaseUrgencies.RefreshAsync(transaction.Db, caseId, cancellationToken);
        signals.Tell(transaction, caseId);
    }
}
