using SecurityPortal.Support.Cases;

namespace SecurityPortal.Support.Callers;

internal sealed class AgentCodeConfiguration : IEntityTypeConfiguration<AgentCode>
{
    public void Configure(EntityTypeBuilder<AgentCode> builder)
    {
        builder.ToTable("AgentCodes").HasKey(code => code.CaseId);
        builder.HasIndex(code => code.ExpiresAt);
        builder.HasOne<SupportCase>().WithMany().HasForeignKey(code => code.CaseId).OnDelete(DeleteBehavior.Cascade);
    }
}
