namespace SecurityPortal.Accounts.Recovery;

/// <summary>A recovery in progress, as an open page shows it: the wait, or the link at its end.</summary>
internal sealed record OpenRecovery(Guid Id, DateTimeOffset DueAt, bool LinkSent);
