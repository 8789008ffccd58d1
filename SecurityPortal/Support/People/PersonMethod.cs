namespace SecurityPortal.Support.People;

/// <param name="Detail">Masked number, how many keys or codes.</param>
public sealed record PersonMethod(string Id, string Name, string Icon, string? Detail, DateTimeOffset Since, DateTimeOffset? LastUsedAt);
