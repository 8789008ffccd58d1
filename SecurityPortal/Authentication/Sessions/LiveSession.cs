namespace SecurityPortal.Authentication.Sessions;

/// <summary>A session that was alive when it was looked up, with the person it belongs to.</summary>
internal sealed record LiveSession
{
    /// <summary>Separates the names of roles in what the database returns.</summary>
    public const string RoleSeparator = "\n";

    public required Guid Id { get; init; }

    public required string UserId { get; init; }

    public required string UserName { get; init; }

    public required string Email { get; init; }

    /// <summary>The name that the person chose; null if they chose none.</summary>
    public string? DisplayName { get; init; }

    public required DateTimeOffset ConfirmedAt { get; init; }

    public required string? ConfirmedBy { get; init; }

    public required string AuthenticationMethods { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset LastSeenAt { get; init; }

    public required string UserAgent { get; init; }

    public required string Address { get; init; }

    public required IReadOnlyList<string> Roles { get; init; }

    public DateTimeOffset? MustEnrolSince { get; init; }

    public DateTimeOffset? TwoFactorRequiredSince { get; init; }

    public DateTimeOffset? FrozenUntil { get; init; }

    public string? Language { get; init; }

    public string? TimeZone { get; init; }

    public string? Region { get; init; }

    public string? Theme { get; init; }

    public static IReadOnlyList<string> RoleList(string? names) => names?.Split(RoleSeparator) ?? [];

    public ClientInfo Client => new(UserAgent, Address);

    /// <summary>Whether it was opened with a temporary pass that no method has replaced since.</summary>
    public bool IsOnPass => ConfirmedBy == Authentication.Sessions.AuthenticationMethods.TemporaryPass;

    /// <summary>Whether the person is support staff, for whom the rules are stricter.</summary>
    public bool IsStaff => Roles.Any(PortalRoles.IsStaff);
}
