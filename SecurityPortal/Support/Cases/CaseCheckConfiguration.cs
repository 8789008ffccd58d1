namespace SecurityPortal.Support.Cases;

internal sealed class CaseCheckConfiguration : IEntityTypeConfiguration<CaseCheck>
{
    public void Configure(EntityTypeBuilder<CaseCheck> builder)
    {
        builder.ToTable("CaseChecks").HasKey(check => check.Id);
        builder.HasIndex(check => new { check.CaseId, check.State });
        builder.HasIndex(check => check.At);
        builder.HasOne<SupportCase>().WithMany().HasForeignKey(check => check.CaseId).OnDelete(DeleteBehavior.Cascade);
    }
}
