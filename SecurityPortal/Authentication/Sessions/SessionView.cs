namespace SecurityPortal.Authentication.Sessions;

/// <summary>A place where the person is signed in.</summary>
public sealed record SessionView(
    Guid Id, bool IsThis, string UserAgent, string Address, DateTimeOffset Since, DateTimeOffset LastSeenAt,
    IReadOnlyList<string> AuthenticationMethods);
