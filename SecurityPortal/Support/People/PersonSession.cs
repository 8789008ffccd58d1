namespace SecurityPortal.Support.People;

public sealed record PersonSession(string UserAgent, DateTimeOffset Since, DateTimeOffset LastSeenAt, IReadOnlyList<string> AuthenticationMethods);
