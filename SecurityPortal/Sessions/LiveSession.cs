namespace SecurityPortal.Sessions;

/// <summary>A session that was alive when it was looked up, with the person it belongs to.</summary>
internal sealed record LiveSession(
    Guid Id,
    string UserId,
    string UserName,
    string Email,
    DateTimeOffset ConfirmedAt,
    string? ConfirmedBy,
    string SignedInWith,
    DateTimeOffset LastSeenAt,
    IReadOnlyList<string> Roles);
