namespace SecurityPortal.Accounts.Recovery;

/// <summary>A proof given in one pending sign-in. It counts in no other and is deleted with it.</summary>
internal sealed class RecoveryProof
{
    public required Guid FlowId { get; init; }

    public required ProofKind Kind { get; init; }

    public required DateTimeOffset GivenAt { get; init; }
}
