using SecurityPortal.Support.Callers;
using SecurityPortal.TwoFactor.OneTimeCodes;

namespace SecurityPortal.Support.Cases;

/// <summary>
/// Reads the checks of a case as a page shows them: which still count, and how long and how often a sent code can still be tried.
/// </summary>
internal sealed class CheckViews(OneTimeCodeService codes, IOptions<SupportOptions> options, TimeProvider clock)
{
    /// <param name="lost">What the person has reported lost.</param>
    public async Task<IReadOnlyList<CheckView>> ReadAsync(
        PortalDbContext db, Guid caseId, LostThings lost, CancellationToken cancellationToken)
    {
        var checks = await db.Set<CaseCheck>().AsNoTracking().Where(check => check.CaseId == caseId).ToListAsync(cancellationToken);
        var names = await StaffNames.FindAsync(db, checks.Select(check => check.By), cancellationToken);
        var now = clock.GetUtcNow();
        var freshest = now - options.Value.CheckLifetime;
        List<CheckView> views = [];
        foreach (var check in checks.OrderBy(check => check.At))
        {
            var isAsked = check.Number is not null;
            var life = check.State == CheckState.Waiting && !isAsked
                ? await codes.LookAsync(CaseChecks.Purpose(check.CaseId), check.Kind.ToString(), cancellationToken)
                : null;
            var isOver = check.State == CheckState.Waiting && !(check.ExpiresAt > now && (isAsked || life?.ExpiresAt > now));
            var isLost = ProofChannels.Of(check.Kind).IsLost(lost);
            views.Add(new()
            {
                Id = check.Id,
                Kind = check.Kind,
                State = isOver ? CheckState.Expired : check.State,
                Hint = check.Hint,
                SeenBy = check.SeenBy,
                By = names.GetValueOrDefault(check.By, "–"),
                At = check.At,
                Counts = check.State == CheckState.Passed && check.DecidedAt > freshest && !isLost,
                IsLost = isLost,
                TriesLeft = isOver ? null : isAsked ? BrowserChecks.MaxTries - check.Tries : life?.TriesLeft,
                ExpiresAt = check.ExpiresAt,
                DecidedAt = check.DecidedAt,
            });
        }

        return views;
    }
}
