using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace SecurityPortal.Platform.Database.FromIdentity;

/// <summary>Finds every reason why the portal's tables cannot be created beside those of a database.</summary>
internal static class SchemaConflicts
{
    /// <summary>Identity's table of accounts.</summary>
    public const string Users = "AspNetUsers";

    private const string Identity = "AspNet";

    /// <param name="wanted">The portal's tables, including Identity's.</param>
    public static IEnumerable<string> Of(
        IReadOnlyList<CreateTableOperation> wanted, ExistingSchema existing, bool isSqlite) =>
        existing.HasTable(Users)
            ? wanted.Where(table => existing.HasTable(table.Name)).SelectMany(table =>
                table.Name.StartsWith(Identity, StringComparison.Ordinal)
                    ? OfColumns(table, existing, isSqlite)
                    : [$"Its table '{existing.Columns(table.Name).First().Table}' has the same name as one of the portal's tables: rename it."])
            : [$"It has no table '{Users}', which ASP.NET Core Identity makes. For a new portal: 'SecurityPortal migrate'."];

    private static IEnumerable<string> OfColumns(CreateTableOperation table, ExistingSchema existing, bool isSqlite)
    {
        var has = existing.Columns(table.Name).ToDictionary(column => column.Name, existing.Names);
        foreach (var column in table.Columns)
        {
            if (!has.Remove(column.Name, out var found))
            {
                yield return $"'{table.Name}' has no column '{column.Name}'.";
            }
            else if (isSqlite ? !FitsSqlite(column, found) : !FitsPostgreSql(column, found))
            {
                yield return $"'{table.Name}.{column.Name}' is {found.Type}, and must be {column.ColumnType}.";
            }
        }

        foreach (var other in has.Values.Where(column => column.IsRequired))
        {
            yield return $"'{table.Name}.{other.Name}' needs a value in each row, and the portal has none: give it a default, or allow NULL.";
        }
    }

    // SQLite stores any value in any column, except in an integer primary key.
    private static bool FitsSqlite(AddColumnOperation wanted, ExistingColumn found) =>
        wanted.ClrType != typeof(string) || !found.Type.Contains("INT", StringComparison.OrdinalIgnoreCase);

    private static bool FitsPostgreSql(AddColumnOperation wanted, ExistingColumn found) =>
        found.Type == wanted.ColumnType || (wanted.ColumnType == "text" && found.Type == "character varying");
}
