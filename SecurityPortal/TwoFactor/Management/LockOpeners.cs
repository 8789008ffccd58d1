namespace SecurityPortal.TwoFactor.Management;

/// <summary>
/// Finds the methods that unlock a locked account (R19): primary methods other than text messages. If the account had
/// two-factor before, a method that was turned on or got another key or app within the last day does not unlock it: a thief
/// may just have added it, and the owner locked the account because of that.
/// </summary>
internal sealed class LockOpeners(Enrolments enrolments, RecentChanges changes, MethodCatalogue catalogue, TimeProvider clock)
{
    /// <summary>How long a newly added method, key or app cannot unlock an account that had two-factor before.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromHours(24);

    /// <summary>Returns the ids, strongest first; empty when only support can unlock the account.</summary>
    public async Task<IReadOnlyList<string>> FindAsync(
        PortalDbContext db, string userId, CancellationToken cancellationToken)
    {
        var before = clock.GetUtcNow() - Fresh;
        var enrolled = await enrolments.ListAsync(db, userId, cancellationToken);
        var hadTwoFactor = await changes.HadTwoFactorAsync(db, userId, enrolled, before, cancellationToken);
        List<MethodDescription> opening = [];
        foreach (var row in enrolled.Real)
        {
            var method = catalogue.Find(row.Method)!;
            if (method.Description.Strength > MethodStrength.Basic
                && !(hadTwoFactor && await IsFreshAsync(db, method, row, before, cancellationToken)))
            {
                opening.Add(method.Description);
            }
        }

        return [.. opening.OrderByDescending(method => method.Strength).ThenBy(method => method.Order).Select(method => method.Id)];
    }

    private static async Task<bool> IsFreshAsync(
        PortalDbContext db, ITwoFactorMethod method, MethodEnrolment row, DateTimeOffset before, CancellationToken cancellationToken) =>
        row.Since > before
        || (method is IHasItems items
            && (await items.ListAsync(db, row.UserId, cancellationToken)).Any(item => item.AddedAt > before));
}
