using SecurityPortal.Support.Cases;

namespace SecurityPortal.Support.People;

/// <summary>The data that support sees about a person. Never a secret, a code, a link, an IP address or a full phone number.</summary>
public sealed record PersonView
{
    public required string Id { get; init; }

    public required string UserName { get; init; }

    public required string Email { get; init; }

    /// <summary>The name that the person gave themselves, which proves nothing; null when they gave none.</summary>
    public required string? DisplayName { get; init; }

    public required IReadOnlyList<string> Roles { get; init; }

    public required bool IsTwoFactorOn { get; init; }

    /// <summary>Whether the next sign-in allows nothing but enrolment.</summary>
    public required bool MustEnrol { get; init; }

    /// <summary>Until when methods cannot be changed, because of "This wasn't me".</summary>
    public required DateTimeOffset? FrozenUntil { get; init; }

    /// <summary>When the account was locked by its owner or by support (R19); null when it is open.</summary>
    public required DateTimeOffset? LockedAt { get; init; }

    /// <summary>Why the account was locked; null when it is open.</summary>
    public required string? LockReason { get; init; }

    /// <summary>Whether the account is disabled (R17).</summary>
    public required bool IsDisabled { get; init; }

    public required DateTimeOffset? LockedUntil { get; init; }

    /// <summary>Whether a hundred wrong codes in a row have closed all methods whose codes could be guessed.</summary>
    public required bool IsClosed { get; init; }

    /// <summary>Whether a hundred wrong passwords in a row have closed the password in browsers that are not trusted.</summary>
    public required bool IsPasswordClosed { get; init; }

    public required IReadOnlyList<PersonMethod> Methods { get; init; }

    public required IReadOnlyList<PersonSession> Sessions { get; init; }

    public required IReadOnlyList<PersonDevice> Devices { get; init; }

    public required IReadOnlyList<PersonEvent> Events { get; init; }

    /// <summary>The newest cases, and how many there are.</summary>
    public required CaseListPage Cases { get; init; }

    /// <summary>Why the agent may not act on this person; null when they may.</summary>
    public required SupportFault? Obstacle { get; init; }
}
