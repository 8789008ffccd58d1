using SecurityPortal.Audit;
using SecurityPortal.Authentication.Flows;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Messaging.Notifications;

namespace SecurityPortal.TwoFactor.Management;

/// <summary>
/// The writes behind every change of methods. All use the caller's transaction: the notification, the log entry and the end
/// of sessions commit together with the change or not at all.
/// </summary>
internal sealed class MethodChanges(
    MethodCatalogue catalogue, Enrolments enrolments, SessionStore sessions, AuthenticationFlowStore flows, AuditLogWriter log,
    NotificationWriter notices, TimeProvider clock)
{
    /// <inheritdoc cref="EnableAsync(PersonTransaction, ITwoFactorMethod, AppliedEnrolment, IReadOnlyList{string}, CancellationToken)"/>
    public Task EnableAsync(
        PersonTransaction transaction, ITwoFactorMethod method, AppliedEnrolment applied, CancellationToken cancellationToken) =>
        EnableAsync(transaction, method, applied, [], cancellationToken);

    /// <summary>Writes the row of a method that has been turned on, or updates it.</summary>
    /// <param name="replaced">The ids of methods that were turned off because this one changed and may be turned on again.</param>
    public async Task EnableAsync(
        PersonTransaction transaction, ITwoFactorMethod method, AppliedEnrolment applied, IReadOnlyList<string> replaced,
        CancellationToken cancellationToken)
    {
        var description = method.Description;
        var rows = transaction.Db.Set<MethodEnrolment>();
        var existing = await rows.AsNoTracking().FirstOrDefaultAsync(
            row => row.UserId == transaction.UserId && row.Method == description.Id, cancellationToken);
        if (existing is not null)
        {
            await rows.Where(row => row.UserId == transaction.UserId && row.Method == description.Id)
                .ExecuteDeleteAsync(cancellationToken);
        }

        rows.Add(new MethodEnrolment
        {
            UserId = transaction.UserId,
            Method = description.Id,
            Requires = description.Requires,
            Destination = applied.Destination,
            Since = existing?.Since ?? clock.GetUtcNow(),
            Count = applied.Count,
            Hint = applied.Hint,

            // Whoever replaces a number has just used the new one. New backup codes have not been used yet.
            LastUsedAt = existing is not null && description is { IsPrimaryFactor: true, WhenOn: EnrolmentWhenOn.Replaces }
                ? clock.GetUtcNow()
                : existing?.LastUsedAt,
            CanReEnrol = replaced.Count > 0 ? string.Join(',', replaced) : existing?.CanReEnrol,
        });
        await transaction.Db.SaveChangesAsync(cancellationToken);
        if (description.Requires is { } required)
        {
            // The dependant is back on: the method that it requires need no longer remember that it may be enrolled again.
            await rows.Where(row => row.UserId == transaction.UserId && row.Method == required && row.CanReEnrol != null)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.CanReEnrol, (string?)null), cancellationToken);
        }
    }

    /// <summary>Turns methods off, dependants first, and deletes what they store.</summary>
    public async Task DisableAsync(
        PersonTransaction transaction, IEnumerable<string> methods, CancellationToken cancellationToken)
    {
        foreach (var method in methods.Select(catalogue.Find).OfType<ITwoFactorMethod>()
            .OrderBy(method => method.Description.Requires is null))
        {
            var id = method.Description.Id;
            await transaction.Db.Set<MethodEnrolment>()
                .Where(row => row.UserId == transaction.UserId && row.Method == id).ExecuteDeleteAsync(cancellationToken);
            await transaction.Db.Set<PendingEnrolment>()
                .Where(row => row.UserId == transaction.UserId && row.Method == id).ExecuteDeleteAsync(cancellationToken);
            await transaction.Db.Set<Person>()
                .Where(person => person.UserId == transaction.UserId && person.PreferredMethod == id)
                .ExecuteUpdateAsync(set => set.SetProperty(person => person.PreferredMethod, (string?)null), cancellationToken);
            await method.RemoveAsync(transaction, cancellationToken);
        }
    }

    /// <summary>
    /// Completes a change: updates Identity's own flag, logs the change, notifies the person, forgets all trusted devices, and
    /// ends the person's other sessions except those that took part in the change (R18; ASVS 6.3.7, 7.4.3).
    /// </summary>
    public async Task CompleteAsync(
        GuardedChange guarded, MethodChange change, CancellationToken cancellationToken)
    {
        var transaction = guarded.Transaction;
        await transaction.Db.SaveChangesAsync(cancellationToken);
        var enrolled = await enrolments.ListAsync(transaction.Db, transaction.UserId, cancellationToken);
        await transaction.Db.Users.Where(user => user.Id == transaction.UserId).ExecuteUpdateAsync(
            set => set.SetProperty(user => user.TwoFactorEnabled, enrolled.IsTwoFactorOn), cancellationToken);
        if (enrolled.IsTwoFactorOn && guarded.Session.MustEnrolSince is not null)
        {
            await transaction.Db.Set<Person>().Where(person => person.UserId == transaction.UserId).ExecuteUpdateAsync(
                set => set.SetProperty(person => person.MustEnrolSince, (DateTimeOffset?)null), cancellationToken);
        }

        await LogAsync(transaction, guarded.Session.Client, change, enrolled, cancellationToken);
        await notices.AddAsync(
            transaction,
            new MethodsChangedNotification(catalogue.Names(change.On), catalogue.Names(change.Changed), catalogue.Names(change.Off), enrolled.IsTwoFactorOn)
            {
                Added = [.. change.On, .. change.AddedItems],
                KeepsApprover = change.TookPart.Count > 0,
            },
            guarded.Session.Client.Source(),
            cancellationToken: cancellationToken);
        await TrustedDevices.ForgetAllAsync(transaction, cancellationToken);
        await sessions.EndAllButAsync(transaction, [guarded.Session.Id, .. change.TookPart], cancellationToken);

        // A correct answer given a moment ago with a key or number that is now gone must not open a session.
        await flows.EndAllAsync(transaction, cancellationToken);
    }

    /// <summary>
    /// Returns everything that has to be turned off with these: methods that require one of them, and all others when no
    /// primary method would be left that still works (R4, R11). In the order of the screen, these methods included.
    /// </summary>
    public IReadOnlyList<string> CascadeOf(EnrolledMethods enrolled, IReadOnlyCollection<string> methods)
    {
        HashSet<string> off = [.. methods.Where(enrolled.IsOn)];
        off.UnionWith(enrolled.All.Select(row => row.Method)
            .Where(id => catalogue.Describe(id).Requires is { } required && off.Contains(required)).ToList());

        // A method that nothing serves any more signs nobody in: with nothing else left, the person would be locked out.
        var takesUsable = off.Any(id => catalogue.Describe(id).IsPrimaryFactor && catalogue.IsServed(id));
        if (off.Count > 0
            && enrolled.Real.All(row => off.Contains(row.Method) || (takesUsable && !catalogue.IsServed(row.Method))))
        {
            off.UnionWith(enrolled.All.Select(row => row.Method));
        }

        return [.. catalogue.All.Select(method => method.Description.Id).Where(off.Contains)];
    }

    /// <summary>
    /// Turns methods off for a reset by support or for the person's recovery. Once no primary method is left, the next sign-in
    /// leads to enrolment and nothing else, and a freeze no longer prevents that.
    /// </summary>
    public async Task ResetAsync(
        PersonTransaction transaction, IReadOnlyList<string> methods, CancellationToken cancellationToken)
    {
        await DisableAsync(transaction, methods, cancellationToken);
        var enrolled = await enrolments.ListAsync(transaction.Db, transaction.UserId, cancellationToken);
        await transaction.Db.Users.Where(user => user.Id == transaction.UserId).ExecuteUpdateAsync(
            set => set.SetProperty(user => user.TwoFactorEnabled, enrolled.IsTwoFactorOn), cancellationToken);
        await transaction.Db.Set<PendingEnrolment>().Where(row => row.UserId == transaction.UserId)
            .ExecuteDeleteAsync(cancellationToken);
        if (enrolled.IsTwoFactorOn)
        {
            return;
        }

        // Methods of an earlier version no longer sign anybody in, but would still block password-only sign-in.
        await transaction.Db.Set<MethodEnrolment>().Where(row => row.UserId == transaction.UserId)
            .ExecuteDeleteAsync(cancellationToken);
        var now = clock.GetUtcNow();
        await transaction.Db.Set<Person>().Where(person => person.UserId == transaction.UserId).ExecuteUpdateAsync(
            set => set
                .SetProperty(person => person.MustEnrolSince, now)
                .SetProperty(person => person.FrozenUntil, (DateTimeOffset?)null),
            cancellationToken);
    }

    /// <summary>Logs what a change did, and that it turned two-factor off if so.</summary>
    /// <param name="enrolled">The methods that are on after the change.</param>
    public async Task LogAsync(
        PersonTransaction transaction, ClientInfo client, MethodChange change, EnrolledMethods enrolled,
        CancellationToken cancellationToken)
    {
        (AuditEventType Event, IReadOnlyList<string> Methods)[] entries =
        [
            (AuditEvents.MethodOn, change.On),
            (AuditEvents.MethodChanged, change.Changed),
            (AuditEvents.MethodOff, change.Off),
        ];
        foreach (var (name, methods) in entries.Where(entry => entry.Methods.Count > 0))
        {
            await log.AppendAsync(
                transaction.Db,
                new AuditEvent(transaction.UserId, name, string.Join(',', methods)).From(client),
                cancellationToken);
        }

        if (change.Off.Count > 0 && !enrolled.IsTwoFactorOn)
        {
            await log.AppendAsync(
                transaction.Db, new AuditEvent(transaction.UserId, AuditEvents.TwoFactorOff).From(client), cancellationToken);
        }
    }
}
