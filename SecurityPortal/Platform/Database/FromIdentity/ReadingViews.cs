namespace SecurityPortal.Platform.Database.FromIdentity;

/// <summary>Finds PostgreSQL views that read columns which have to be altered: PostgreSQL refuses to alter such columns.</summary>
internal static class ReadingViews
{
    /// <param name="changed">The columns to alter, each with its table.</param>
    public static async Task<IReadOnlyList<string>> FaultsAsync(
        PortalDbContext db, IReadOnlyCollection<(string Table, string Column)> changed, CancellationToken cancellationToken)
    {
        var reads = await db.Database.SqlQuery<Read>(
            $"""
            SELECT DISTINCT v.relname::text AS "View", t.relname::text AS "Table", a.attname::text AS "Column"
            FROM pg_depend AS d
            JOIN pg_rewrite AS r ON d.classid = 'pg_rewrite'::regclass AND r.oid = d.objid
            JOIN pg_class AS v ON v.oid = r.ev_class AND v.relkind IN ('v', 'm')
            JOIN pg_class AS t ON d.refclassid = 'pg_class'::regclass AND t.oid = d.refobjid AND t.oid <> v.oid
            JOIN pg_attribute AS a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid
            WHERE t.relnamespace = current_schema()::regnamespace
            """).ToListAsync(cancellationToken);
        return
        [
            .. reads.Where(read => changed.Contains((read.Table, read.Column)))
                .GroupBy(read => (read.View, read.Table)).OrderBy(group => group.Key)
                .Select(group =>
                    $"The view '{group.Key.View}' reads '{group.Key.Table}', and PostgreSQL changes no column that a view reads "
                    + $"({string.Join(", ", group.Select(read => read.Column).Order(StringComparer.Ordinal))}). Drop the view, and create it again afterwards."),
        ];
    }

    private sealed record Read(string View, string Table, string Column);
}
