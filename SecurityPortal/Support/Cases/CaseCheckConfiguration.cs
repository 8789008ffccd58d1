namespace SecurityPortal.Support.Cases;

internal sealed class CaseCheckConfiguration : IEntityTypeConfiguration<CaseCheck>
{
    public void Configure(EntityTypeBuilder<CaseCheck> builder)
    {
        builder.ToTable("CaseChecks").HasKey(check => check.Id);
        builder.HasIndex(check => new { check.CaseId, check.State });
        builder.HasIndex(check => check.At);
        builder.Property(check => check.Hint).HasMaxLength(256);
        builder.Property(check => check.SeenBy).HasMaxLength(CaseCheck.MaxSeenBy);
        builder.Property(check => check.By).HasMaxLength(450);
        builder.HasOne<SupportCase>().WithMany().HasForeignKey(check => check.CaseId).OnDelete(DeleteBehavior.Cascade);
    }
}
