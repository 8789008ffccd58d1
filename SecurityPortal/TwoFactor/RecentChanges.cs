using SecurityPortal.Audit;
using SecurityPortal.TwoFactor.PhoneNumbers;

namespace SecurityPortal.TwoFactor;

/// <summary>
/// What of an account changed not long ago. A person who has taken an account over changes its address or number first, and
/// then recovers it or calls support: what is new proves nothing to either.
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

        // A number is new when it was changed, or when texts were turned off before they came on again.
        var texts = catalogue.All.OfType<ISendsCodes>().Select(method => ((ITwoFactorMethod)method).Description.Id).ToHashSet();
        return new(
            Email: entries.Any(entry => entry.Event == AuditEvents.EmailChanged),
            Number: entries.Any(entry => (entry.Event == AuditEvents.MethodChanged || entry.Event == AuditEvents.MethodOff)
                && entry.Detail.Split(',').Any(texts.Contains)) || await CameLateAsync(db, userId, since, cancellationToken),
            Password: entries.Any(entry => entry.Event == AuditEvents.PasswordChanged || entry.Event == AuditEvents.PasswordReset));
    }

    // A person who has been let into an account that had two-factor adds a number of their own; in one that is new it is the
    // owner's.
    private async Task<bool> CameLateAsync(
        PortalDbContext db, string userId, DateTimeOffset since, CancellationToken cancellationToken) =>
        await db.Set<ConfirmedPhone>().AnyAsync(phone => phone.UserId == userId && phone.ConfirmedAt > since, cancellationToken)
        && (await enrolments.ListAsync(db, userId, cancellationToken)).Real.Any(row => row.Since <= since);
}
