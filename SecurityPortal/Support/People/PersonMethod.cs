namespace SecurityPortal.Support.People;

/// <param name="Detail">The masked number, or how many keys or codes there are.</param>
public sealed record PersonMethod(string Id, string Name, string Icon, string? Detail, DateTimeOffset Since, DateTimeOffset? LastUsedAt);
