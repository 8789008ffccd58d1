namespace SecurityPortal.Support;

/// <summary>Names of those who work or worked for support.</summary>
internal static class StaffNames
{
    /// <summary>The names by id; who has no account any more is missing.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> FindAsync(
        PortalDbContext db, IEnumerable<string?> ids, CancellationToken cancellationToken)
    {
        var wanted = ids.OfType<string>().Distinct().ToList();
        return await db.Users.Where(user => wanted.Contains(user.Id))
            .ToDictionaryAsync(user => user.Id, user => user.UserName ?? user.Id, cancellationToken);
    }
}
