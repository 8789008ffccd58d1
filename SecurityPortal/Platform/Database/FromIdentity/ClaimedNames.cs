using System.Security.Claims;

namespace SecurityPortal.Platform.Database.FromIdentity;

/// <summary>Takes display names from the claims that the application kept about its users (AspNetUserClaims).</summary>
internal static class ClaimedNames
{
    // OpenID Connect Core 5.1, and the older names of the same claims in .NET.
    private static readonly string[] Full = [DisplayName.Claim, ClaimTypes.Name];
    private static readonly string[] Given = ["given_name", ClaimTypes.GivenName];
    private static readonly string[] Family = ["family_name", ClaimTypes.Surname];

    /// <summary>
    /// Gives each person their name. Skips those of whom the portal already keeps data: they may have changed or removed it here.
    /// </summary>
    /// <returns>How many got a name.</returns>
    public static async Task<int> ImportAsync(IDbContextFactory<PortalDbContext> factory, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        string[] types = [.. Full, .. Given, .. Family];
        var claims = await db.UserClaims.AsNoTracking()
            .Where(claim => types.Contains(claim.ClaimType) && !db.Set<Person>().Any(person => person.UserId == claim.UserId))
            .OrderBy(claim => claim.Id).Select(claim => new { claim.UserId, claim.ClaimType, claim.ClaimValue })
            .ToListAsync(cancellationToken);
        var imported = 0;
        foreach (var person in claims.GroupBy(claim => claim.UserId))
        {
            string? Value(string[] names) => names
                .Select(name => person.FirstOrDefault(claim => claim.ClaimType == name && !string.IsNullOrWhiteSpace(claim.ClaimValue))?.ClaimValue)
                .FirstOrDefault(value => value is not null);
            if (DisplayName.Of(Value(Full) ?? $"{Value(Given)} {Value(Family)}") is not { } name)
            {
                continue;
            }

            imported += await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO "People" ("UserId", "Version", "DisplayName", "NameKey", "FamilyNameKey")
                VALUES ({person.Key}, 1, {name.Text}, {name.Key}, {name.FamilyNameKey})
                ON CONFLICT ("UserId") DO NOTHING
                """,
                cancellationToken);
        }

        return imported;
    }
}
