using SecurityPortal.Audit;
using SecurityPortal.TwoFactor.PhoneNumbers;

namespace SecurityPortal.TwoFactor.Management;

/// <summary>
/// Finds what has recently changed on an account. An attacker who has taken over an account first changes its address or
/// number, and then recovers it or calls support: to both, anything new proves nothing.
/// </summary>
internal sealed class RecentChanges(MethodCatalogue catalogue, Enrolments enrolments, TimeProvider clock)
{
    private static readonly string[] Looked =
    [
        AuditEvents.EmailChanged, AuditEvents.PasswordChanged, AuditEvents.PasswordReset,
        AuditEvents.MethodChanged, AuditEvents.MethodOff,
    ];

    private static readonly string[] Switched = [AuditEvents.MethodOn, AuditEvents.MethodOff];

    /// <param name="within">How long a change counts as recent.</param>
    public async Task<ChangedLately> FindAsync(
        PortalDbContext db, string userId, TimeSpan within, CancellationToken cancellationToken)
    {
        var since = clock.GetUtcNow() - within;
        var entries = await db.Set<AuditLogEntry>().AsNoTracking()
            .Where(entry => entry.UserId == userId && entry.At > since && Looked.Contains(entry.Event))
            .Select(entry => new { entry.Event, entry.Detail }).ToListAsync(cancellationToken);

        // A number is new if it was changed, or if text messages were turned off before they were turned on again. WhatsApp
        // only uses their number, so turning it off changes nothing.
        var texts = catalogue.All.Where(method => method is ISendsCodes && method.Description.IsPrimaryFactor)
            .Select(method => method.Description.Id).ToHashSet();
        return new(
            Email: entries.Any(entry => entry.Event == AuditEvents.EmailChanged),
            Number: entries.Any(entry => (entry.Event == AuditEvents.MethodChanged || entry.Event == AuditEvents.MethodOff)
                && entry.Detail.Split(',').Any(texts.Contains)) || await CameLateAsync(db, userId, since, cancellationToken),
            Password: entries.Any(entry => entry.Event == AuditEvents.PasswordChanged || entry.Event == AuditEvents.PasswordReset));
    }

    /// <summary>
    /// Whether two-factor was on at this time. What is on now does not show it: a thief adds their own method, and then turns
    /// off those of the owner.
    /// </summary>
    /// <param name="enrolled">The methods that are on now.</param>
    public async Task<bool> HadTwoFactorAsync(
        PortalDbContext db, string userId, EnrolledMethods enrolled, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (enrolled.Real.Any(row => row.Since <= at))
        {
            return true;
        }

        // Only what was done in the account: after a reset by support, the person begins anew.
        var entries = await db.Set<AuditLogEntry>().AsNoTracking()
            .Where(entry => entry.UserId == userId && entry.At > at && entry.Actor == AuditActors.Self && Switched.Contains(entry.Event))
            .OrderBy(entry => entry.Sequence)
            .Select(entry => new { entry.Event, entry.Detail }).ToListAsync(cancellationToken);

        // A method was on at that time if the first entry about it since then says that it was turned off.
        return entries.SelectMany(entry => entry.Detail.Split(','), (entry, id) => (entry.Event, Id: id))
            .GroupBy(entry => entry.Id)
            .Any(method => method.First().Event == AuditEvents.MethodOff
                && catalogue.Find(method.Key)?.Description.IsPrimaryFactor == true);
    }

    // An attacker who gets into an account that has two-factor adds their own number; on an account new to two-factor, the
    // number is the owner's.
    private async Task<bool> CameLateAsync(
        PortalDbContext db, string userId, DateTimeOffset since, CancellationToken cancellationToken) =>
        await db.Set<ConfirmedPhone>().AnyAsync(phone => phone.UserId == userId && phone.ConfirmedAt > since, cancellationToken)
        && await HadTwoFactorAsync(
            db, userId, await enrolments.ListAsync(db, userId, cancellationToken), since, cancellationToken);
}
