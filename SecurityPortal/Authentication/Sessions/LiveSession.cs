using SecurityPortal.Platform.Database;

namespace SecurityPortal.Authentication.Sessions;

/// <summary>A session that was alive when it was looked up, with the person it belongs to.</summary>
internal sealed record LiveSession(
    Guid Id,
    string UserId,
    string UserName,
    string Email,
    DateTimeOffset ConfirmedAt,
    string? ConfirmedBy,
    string AuthenticationMethods,
    DateTimeOffset CreatedAt,
    DateTimeOffset LastSeenAt,
    string UserAgent,
    string Address,
    IReadOnlyList<string> Roles,
    DateTimeOffset? MustEnrolSince,
    DateTimeOffset? TwoFactorRequiredSince,
    DateTimeOffset? FrozenUntil,
    string? Language,
    string? TimeZone,
    string? Region,
    string? Theme)
{
    /// <summary>Between the names of roles as the database hands them over.</summary>
    public const string RoleSeparator = "\n";

    public static IReadOnlyList<string> RoleList(string? names) => names?.Split(RoleSeparator) ?? [];

    public ClientInfo Client => new(UserAgent, Address);

    /// <summary>Whether a temporary pass opened it, and no method has taken its place since.</summary>
    public bool IsOnPass => ConfirmedBy == Authentication.Sessions.AuthenticationMethods.TemporaryPass;

    /// <summary>Whether the person works for support, which asks for more than of others.</summary>
    public bool IsStaff => Roles.Any(PortalRoles.IsStaff);
}
