using Microsoft.AspNetCore.Identity;

namespace SecurityPortal.Platform.Database.FromIdentity;

/// <summary>
/// Finds addresses and user names that more than one account would have once they are normalized as in the portal: an
/// application may have let two people have "Ann" and "ann", or the same address.
/// </summary>
internal static class SharedNames
{
    private const int Shown = 20;

    // Identity's normalizer, which the portal uses too; an application may have replaced it.
    private static readonly UpperInvariantLookupNormalizer Normalizer = new();

    public static async Task<IReadOnlyList<string>> FaultsAsync(PortalDbContext db, CancellationToken cancellationToken)
    {
        Dictionary<string, int> addresses = [], names = [];
        await foreach (var user in db.Users.AsNoTracking()
            .Select(user => new { user.UserName, user.NormalizedUserName, user.Email, user.NormalizedEmail })
            .AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            Count(addresses, Normalizer.NormalizeEmail(user.Email), user.NormalizedEmail);
            Count(names, Normalizer.NormalizeName(user.UserName), user.NormalizedUserName);
        }

        return
        [
            .. Told(addresses, "email addresses are used by more than one account each: give every account its own, or none"),
            .. Told(names, "user names are used by more than one account each, ignoring case: give every account its own"),
        ];
    }

    private static void Count(Dictionary<string, int> counts, string? written, string? normalized)
    {
        if ((string.IsNullOrWhiteSpace(written) ? normalized : written) is { } name && !string.IsNullOrWhiteSpace(name))
        {
            counts[name] = counts.GetValueOrDefault(name) + 1;
        }
    }

    private static IEnumerable<string> Told(Dictionary<string, int> counts, string what)
    {
        List<string> shared = [.. counts.Where(pair => pair.Value > 1).Select(pair => pair.Key).Order(StringComparer.Ordinal)];
        if (shared.Count > 0)
        {
            var more = shared.Count > Shown ? $" and {shared.Count - Shown} more" : "";
            yield return $"{shared.Count} {what}. They are {string.Join(", ", shared.Take(Shown))}{more}.";
        }
    }
}
