namespace SecurityPortal.Support.People;

/// <summary>What opens the account of a person.</summary>
internal sealed record HeldAuthenticators(
    bool IsTwoFactorOn, IReadOnlyList<PersonMethod> Methods, IReadOnlyList<PersonSession> Sessions, IReadOnlyList<PersonDevice> Devices);
