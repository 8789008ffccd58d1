namespace SecurityPortal.Audit;

internal sealed class AuditLogEntryConfiguration : IEntityTypeConfiguration<AuditLogEntry>
{
    public void Configure(EntityTypeBuilder<AuditLogEntry> builder)
    {
        // No foreign key to the person: the log outlives a deleted account.
        builder.ToTable("ActivityLog").HasKey(entry => entry.Sequence);
        builder.Property(entry => entry.Sequence).ValueGeneratedNever();
        builder.HasIndex(entry => new { entry.UserId, entry.Sequence });
    }
}
