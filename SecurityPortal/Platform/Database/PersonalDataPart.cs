namespace SecurityPortal.Platform.Database;

/// <summary>A folder's part of the export of a person's data. It must hold no key, code, hash or token.</summary>
/// <param name="Name">What it is called there.</param>
/// <param name="ReadAsync">Reads it for the person of this id.</param>
internal sealed record PersonalDataPart(string Name, Func<PortalDbContext, string, CancellationToken, Task<object>> ReadAsync);
