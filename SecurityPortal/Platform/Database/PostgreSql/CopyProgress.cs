namespace SecurityPortal.Platform.Database.PostgreSql;

/// <summary>How far a table is.</summary>
internal sealed record CopyProgress(string Table, long Done, long All);
