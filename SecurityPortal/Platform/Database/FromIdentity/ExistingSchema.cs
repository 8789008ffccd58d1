namespace SecurityPortal.Platform.Database.FromIdentity;

/// <summary>The tables, views and indexes in a database, whoever created them.</summary>
internal sealed class ExistingSchema
{
    private readonly ILookup<string, ExistingColumn> _columns;
    private readonly HashSet<string> _indexes;

    private ExistingSchema(IEnumerable<ExistingColumn> columns, IEnumerable<string> indexes, StringComparer names)
    {
        Names = names;
        _columns = columns.ToLookup(column => column.Table, names);
        _indexes = indexes.ToHashSet(names);
    }

    /// <summary>How the database compares names: for SQLite, 'people' and 'People' are the same table.</summary>
    public StringComparer Names { get; }

    /// <param name="db">A context without a compiled model: EF Core cannot map the type of these rows in a compiled one.</param>
    public static async Task<ExistingSchema> ReadAsync(PortalDbContext db, CancellationToken cancellationToken) =>
        db.Database.IsSqlite()
            ? new(
                await db.Database.SqlQuery<ExistingColumn>(
                    $"""
                    SELECT t.name AS "Table", c.name AS "Name", c.type AS "Type", NULL AS "Collation",
                           c."notnull" = 1 AND c.dflt_value IS NULL AND c.pk = 0 AS "IsRequired"
                    FROM sqlite_master AS t JOIN pragma_table_info(t.name) AS c WHERE t.type IN ('table', 'view')
                    """).ToListAsync(cancellationToken),
                await db.Database.SqlQuery<string>(
                    $"""SELECT name AS "Value" FROM sqlite_master WHERE type = 'index'""").ToListAsync(cancellationToken),
                StringComparer.OrdinalIgnoreCase)
            : new(
                await db.Database.SqlQuery<ExistingColumn>(
                    $"""
                    SELECT table_name::text AS "Table", column_name::text AS "Name", data_type::text AS "Type",
                           collation_name::text AS "Collation",
                           is_nullable = 'NO' AND column_default IS NULL AND is_identity = 'NO' AND is_generated = 'NEVER' AS "IsRequired"
                    FROM information_schema.columns WHERE table_schema = current_schema()
                    """).ToListAsync(cancellationToken),
                await db.Database.SqlQuery<string>(
                    $"""SELECT indexname::text AS "Value" FROM pg_indexes WHERE schemaname = current_schema()""").ToListAsync(cancellationToken),
                StringComparer.Ordinal);

    public bool HasTable(string table) => _columns.Contains(table);

    public bool HasIndex(string index) => _indexes.Contains(index);

    public IEnumerable<ExistingColumn> Columns(string table) => _columns[table];

    public ExistingColumn? FindColumn(string table, string column) =>
        _columns[table].FirstOrDefault(found => Names.Equals(found.Name, column));
}
