namespace SecurityPortal.Accounts.Recovery;

/// <summary>A wait, or the link at its end, as an open page shows it.</summary>
internal sealed record OpenRecovery(Guid Id, DateTimeOffset DueAt, bool LinkSent);
