namespace SecurityPortal.Platform.Database.PostgreSql;

/// <summary>How many rows of a table have been copied.</summary>
internal sealed record CopyProgress(string Table, long Done, long All);
