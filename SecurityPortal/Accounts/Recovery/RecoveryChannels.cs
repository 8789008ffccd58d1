using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.Management;

namespace SecurityPortal.Accounts.Recovery;

/// <summary>
/// Finds what is on file for a person and can serve as a proof. Recently changed channels cannot, and neither can the
/// mailbox if the password was just reset through it: that is one channel and counts once (R20).
/// </summary>
internal sealed class RecoveryChannels(
    Enrolments enrolments, MethodCatalogue catalogue, RecentChanges changes, IOptionsMonitor<RecoveryOptions> options, TimeProvider clock)
{
    public async Task<ChannelsOnFile> FindAsync(PortalDbContext db, string userId, CancellationToken cancellationToken)
    {
        var changed = await changes.FindAsync(db, userId, options.CurrentValue.RecentChange, cancellationToken);
        var enrolled = await enrolments.ListAsync(db, userId, cancellationToken);
        return new(
            changed.Email ? null : await EmailAsync(db, userId, cancellationToken),
            Channel(enrolled, changed),
            enrolled.All.FirstOrDefault(row => catalogue.Describe(row.Method).IsEmergency));
    }

    /// <summary>
    /// Returns the confirmed address to which a code may go; null if there is none, or if the mailbox has just reset the
    /// password and so proves nothing new.
    /// </summary>
    public async Task<string?> EmailAsync(PortalDbContext db, string userId, CancellationToken cancellationToken)
    {
        var since = clock.GetUtcNow() - RecoveryOptions.AfterPasswordReset;
        return await db.Set<Person>().AnyAsync(
            person => person.UserId == userId && person.PasswordResetByMailAt > since, cancellationToken)
            ? null
            : await db.Users.Where(user => user.Id == userId && user.EmailConfirmed).Select(user => user.Email)
                .FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>Returns the method that sends codes to the confirmed number; null if the number proves nothing.</summary>
    public async Task<MethodEnrolment?> ChannelAsync(PortalDbContext db, string userId, CancellationToken cancellationToken) => Channel(
        await enrolments.ListAsync(db, userId, cancellationToken),
        await changes.FindAsync(db, userId, options.CurrentValue.RecentChange, cancellationToken));

    // Only primary methods: they send to the confirmed number, and not to the mailbox.
    private MethodEnrolment? Channel(EnrolledMethods enrolled, ChangedLately changed) => changed.Number
        ? null
        : enrolled.Real.FirstOrDefault(row => row.Hint is not null && catalogue.Find(row.Method) is ISendsCodes && catalogue.IsServed(row.Method));
}
