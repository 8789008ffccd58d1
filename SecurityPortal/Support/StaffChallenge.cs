using SecurityPortal.TwoFactor;

namespace SecurityPortal.Support;

/// <summary>The proof that the portal asks the agent for.</summary>
internal sealed record StaffChallenge(MethodDescription Method, object? Display)
{
    public override string ToString() => nameof(StaffChallenge);
}
