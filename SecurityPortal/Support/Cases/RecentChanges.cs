using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SecurityPortal.ActivityLog;
using SecurityPortal.Data;
using SecurityPortal.Methods;

namespace SecurityPortal.Support.Cases;

/// <summary>
/// What of an account changed not long ago. Whoever has taken an account over changes its address or number first, and
/// then calls support.
/// </summary>
internal sealed class RecentChanges(MethodCatalogue catalogue, IOptions<SupportOptions> options, TimeProvider clock)
{
    private static readonly string[] Looked =
    [
        ActivityEvents.EmailChanged, ActivityEvents.PasswordChanged, ActivityEvents.PasswordReset,
        ActivityEvents.MethodChanged, ActivityEvents.MethodOff,
    ];

    public async Task<ChangedLately> FindAsync(PortalDbContext db, string userId, CancellationToken cancellationToken)
    {
        var since = clock.GetUtcNow() - options.Value.RecentChange;
        var entries = await db.Set<ActivityEntry>().AsNoTracking()
            .Where(entry => entry.UserId == userId && entry.At > since && Looked.Contains(entry.Event))
            .Select(entry => new { entry.Event, entry.Detail }).ToListAsync(cancellationToken);

        // A number is new when it was changed, or when texts were turned off before they came on again.
        var texts = catalogue.All.OfType<ISendsCodes>().Select(method => ((ITwoFactorMethod)method).Description.Id).ToHashSet();
        return new(
            Email: entries.Any(entry => entry.Event == ActivityEvents.EmailChanged),
            Number: entries.Any(entry => entry.Event is ActivityEvents.MethodChanged or ActivityEvents.MethodOff
                && entry.Detail.Split(',').Any(texts.Contains)),
            Password: entries.Any(entry => entry.Event is ActivityEvents.PasswordChanged or ActivityEvents.PasswordReset));
    }
}

/// <summary>What changed within <c>Support:RecentChange</c>.</summary>
internal sealed record ChangedLately(bool Email, bool Number, bool Password)
{
    public bool Any => Email || Number || Password;
}
