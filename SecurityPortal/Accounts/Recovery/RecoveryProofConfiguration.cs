using SecurityPortal.Authentication.Flows;

namespace SecurityPortal.Accounts.Recovery;

internal sealed class RecoveryProofConfiguration : IEntityTypeConfiguration<RecoveryProof>
{
    public void Configure(EntityTypeBuilder<RecoveryProof> builder)
    {
        builder.ToTable("RecoveryProofs").HasKey(proof => new { proof.FlowId, proof.Kind });
        builder.HasOne<AuthenticationFlow>().WithMany().HasForeignKey(proof => proof.FlowId).OnDelete(DeleteBehavior.Cascade);
    }
}
