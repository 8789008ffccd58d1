namespace SecurityPortal.Audit;

internal sealed class AuditLogHeadConfiguration : IEntityTypeConfiguration<AuditLogHead>
{
    public void Configure(EntityTypeBuilder<AuditLogHead> builder)
    {
        builder.ToTable("ActivityLogHead").HasKey(head => head.Id);
        builder.Property(head => head.Id).ValueGeneratedNever();
        builder.HasData(new AuditLogHead { Id = AuditLogHead.TheOnlyId, Sequence = 0, Hash = [] });
    }
}
