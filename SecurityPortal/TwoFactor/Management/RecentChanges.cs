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

    /// <param name="within">How long a change counts as recent.</param>
    public async Task<ChangedLately> FindAsync(
        PortalDbContext db, string userId, TimeSpan within, CancellationToken cancellationToken)
    {
        var since = clock.GetUtcNow() - within;
        var entries = await db.Set<AuditLogEntry>().AsNoTracking()
            .Where(entry => entry.UserId == userId && entry.At > since && Looked.Contains(entry.Event))
            .Select(entry => new { entry.Event, entry.Detail }).ToListAsync(cancellationToken);

        // A number is new if it was changed, or if text messages were turned off before they were turned on again.
        var texts = catalogue.All.OfType<ISendsCodes>().Select(method => ((ITwoFactorMethod)method).Description.Id).ToHashSet();
        return new(
            Email: entries.Any(entry => entry.Event == AuditEvents.EmailChanged),
            Number: entries.Any(entry => (entry.Event == AuditEvents.MethodChanged || entry.Event == AuditEvents.MethodOff)
                && entry.Detail.Split(',').Any(texts.Contains)) || await CameLateAsync(db, userId, since, cancellationToken),
            Password: entries.Any(entry => entry.Event == AuditEvents.PasswordChanged || entry.Event == AuditEvents.PasswordReset));
    }

    // An attacker who gets into an account that has two-factor adds their own number; on an account new to two-factor, the
    // number is the owner's.
    private async Task<bool> CameLateAsync(
        PortalDbContext db, string userId, DateTimeOffset since, CancellationToken cancellationToken) =>
        await db.Set<ConfirmedPhone>().AnyAsync(phone => phone.UserId == userId && phone.ConfirmedAt > since, cancellationToken)
        && (await enrolments.ListAsync(db, userId, cancellationToken)).Real.Any(row => row.Since <= since);
}
