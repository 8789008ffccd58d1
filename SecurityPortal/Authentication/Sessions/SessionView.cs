namespace SecurityPortal.Authentication.Sessions;

/// <summary>A live session, as its person sees it.</summary>
public sealed record SessionView(
    Guid Id, bool IsThis, string UserAgent, string Address, DateTimeOffset Since, DateTimeOffset LastSeenAt,
    IReadOnlyList<string> AuthenticationMethods);
