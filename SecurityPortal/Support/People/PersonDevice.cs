namespace SecurityPortal.Support.People;

public sealed record PersonDevice(string UserAgent, DateTimeOffset LastUsedAt, DateTimeOffset ExpiresAt);
