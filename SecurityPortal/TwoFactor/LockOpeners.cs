namespace SecurityPortal.TwoFactor;

/// <summary>
/// Which methods open an account again that is locked now (R19): primary ones that are no texts. One that came on, or got
/// another key or app, within the last day does not where there was two-factor before it: somebody who has just let a thief
/// in locks the account because of what the thief added.
/// </summary>
internal sealed class LockOpeners(Enrolments enrolments, MethodCatalogue catalogue, TimeProvider clock)
{
    /// <summary>How long what was added to an account that had two-factor before opens no lock.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromHours(24);

    /// <summary>The ids, strongest first; empty when only support would open it.</summary>
    public async Task<IReadOnlyList<string>> FindAsync(
        PortalDbContext db, string userId, CancellationToken cancellationToken)
    {
        var before = clock.GetUtcNow() - Fresh;
        var enrolled = await enrolments.ListAsync(db, userId, cancellationToken);
        var hadTwoFactor = enrolled.Real.Any(row => row.Since <= before);
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
