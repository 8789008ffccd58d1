namespace SecurityPortal.Support;

/// <summary>Looks up the names of users, mostly of current and former support staff.</summary>
internal static class StaffNames
{
    /// <summary>Returns the names by id. Ids without an account are left out.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> FindAsync(
        PortalDbContext db, IEnumerable<string?> ids, CancellationToken cancellationToken)
    {
        var wanted = ids.OfType<string>().Distinct().ToList();
        return await db.Users.Where(user => wanted.Contains(user.Id))
            .ToDictionaryAsync(user => user.Id, user => user.UserName ?? user.Id, cancellationToken);
    }
}
