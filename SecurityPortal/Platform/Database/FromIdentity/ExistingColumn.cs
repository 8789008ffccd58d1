namespace SecurityPortal.Platform.Database.FromIdentity;

/// <summary>A column of a database.</summary>
/// <param name="Table">As whoever made it wrote it.</param>
/// <param name="Name">As above.</param>
/// <param name="Type">As the database calls it.</param>
/// <param name="Collation">In which order of letters it is compared, where that is not the database's own.</param>
/// <param name="IsRequired">Whether each new row must give it a value.</param>
internal sealed record ExistingColumn(string Table, string Name, string Type, string? Collation, bool IsRequired);
