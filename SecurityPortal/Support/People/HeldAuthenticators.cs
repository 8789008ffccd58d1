namespace SecurityPortal.Support.People;

/// <summary>The authenticators that open a person's account.</summary>
internal sealed record HeldAuthenticators(
    bool IsTwoFactorOn, IReadOnlyList<PersonMethod> Methods, IReadOnlyList<PersonSession> Sessions, IReadOnlyList<PersonDevice> Devices);
