namespace SecurityPortal.Platform.Database;

/// <summary>A folder's part of a person's data export. It must not contain a key, code, hash or token.</summary>
/// <param name="Name">Its name in the export.</param>
/// <param name="ReadAsync">Reads it for the person with this id.</param>
internal sealed record PersonalDataPart(string Name, Func<PortalDbContext, string, CancellationToken, Task<object>> ReadAsync);
