namespace SecurityPortal.Platform.Database.FromIdentity;

/// <summary>A column of a database.</summary>
/// <param name="Table">The table's name, as its creator wrote it.</param>
/// <param name="Name">The column's name, as its creator wrote it.</param>
/// <param name="Type">The type, as the database names it.</param>
/// <param name="Collation">The collation, if it is not the database's default.</param>
/// <param name="IsRequired">Whether each new row must give it a value.</param>
internal sealed record ExistingColumn(string Table, string Name, string Type, string? Collation, bool IsRequired);
