namespace SecurityPortal.Accounts.Recovery;

/// <summary>A proof that was given in one pending sign-in, and counts in no other. Goes with it.</summary>
internal sealed class RecoveryProof
{
    public required Guid FlowId { get; init; }

    public required ProofKind Kind { get; init; }

    public required DateTimeOffset GivenAt { get; init; }
}
