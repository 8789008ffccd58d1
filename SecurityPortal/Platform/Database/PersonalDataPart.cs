namespace SecurityPortal.Platform.Database;

/// <summary>What a folder keeps about a person, for the export of their data. No key, code, hash or token may be in it.</summary>
/// <param name="Name">What it is called there.</param>
/// <param name="ReadAsync">Reads it for the person of this id.</param>
internal sealed record PersonalDataPart(string Name, Func<PortalDbContext, string, CancellationToken, Task<object>> ReadAsync);
