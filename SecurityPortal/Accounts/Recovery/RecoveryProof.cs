using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SecurityPortal.Authentication.Flows;

namespace SecurityPortal.Accounts.Recovery;

/// <summary>A proof that was given in one pending sign-in, and counts in no other. Goes with it.</summary>
internal sealed class RecoveryProof
{
    public required Guid FlowId { get; init; }

    public required ProofKind Kind { get; init; }

    public required DateTimeOffset GivenAt { get; init; }
}

internal sealed class RecoveryProofConfiguration : IEntityTypeConfiguration<RecoveryProof>
{
    public void Configure(EntityTypeBuilder<RecoveryProof> builder)
    {
        builder.ToTable("RecoveryProofs").HasKey(proof => new { proof.FlowId, proof.Kind });
        builder.HasOne<AuthenticationFlow>().WithMany().HasForeignKey(proof => proof.FlowId).OnDelete(DeleteBehavior.Cascade);
    }
}
