using Microsoft.AspNetCore.Identity;

namespace SecurityPortal.Platform.Database.FromIdentity;

/// <summary>
/// Rewrites the normalized columns, by which people are found, as the portal writes them. An application with a normalizer of
/// its own wrote them differently, and rows from elsewhere may have none: such people could not sign in, and somebody else
/// could register their address again.
/// </summary>
/// <param name="Mended">How many accounts had other normalized values before.</param>
/// <param name="Shared">
/// The user names of accounts that were left as they are, because another account has the name or the address.
/// </param>
internal sealed record MendedNames(int Mended, IReadOnlyList<string> Shared)
{
    public static async Task<MendedNames> MendAsync(
        IDbContextFactory<PortalDbContext> factory, ILookupNormalizer normalizer, CancellationToken cancellationToken)
    {
        List<Row> wrong = [];
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await foreach (var row in db.Users.AsNoTracking()
            .Select(user => new Row(user.Id, user.UserName, user.Email, user.NormalizedUserName, user.NormalizedEmail))
            .AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (row.With(normalizer) != row)
            {
                wrong.Add(row);
            }
        }

        var mended = 0;
        List<string> shared = [];
        foreach (var row in wrong)
        {
            var (name, email) = (row.With(normalizer).NormalizedName, row.With(normalizer).NormalizedEmail);
            var changed = await db.Users
                .Where(user => user.Id == row.Id && user.UserName == row.UserName && user.Email == row.Email
                    && !db.Users.Any(other => other.Id != row.Id
                        && ((email != null && other.NormalizedEmail == email) || (name != null && other.NormalizedUserName == name))))
                .ExecuteUpdateAsync(
                    set => set.SetProperty(user => user.NormalizedUserName, name).SetProperty(user => user.NormalizedEmail, email),
                    cancellationToken);
            mended += changed;
            if (changed == 0)
            {
                shared.Add(row.UserName ?? row.Email ?? row.Id);
            }
        }

        return new(mended, [.. shared.Order(StringComparer.Ordinal)]);
    }

    private sealed record Row(string Id, string? UserName, string? Email, string? NormalizedName, string? NormalizedEmail)
    {
        /// <summary>Returns the row as it should be. Columns with nothing to normalize stay as they are.</summary>
        public Row With(ILookupNormalizer normalizer) => this with
        {
            NormalizedName = string.IsNullOrEmpty(UserName) ? NormalizedName : normalizer.NormalizeName(UserName),
            NormalizedEmail = string.IsNullOrEmpty(Email) ? NormalizedEmail : normalizer.NormalizeEmail(Email),
        };
    }
}
