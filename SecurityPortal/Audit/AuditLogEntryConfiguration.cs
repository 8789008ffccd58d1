namespace SecurityPortal.Audit;

internal sealed class AuditLogEntryConfiguration : IEntityTypeConfiguration<AuditLogEntry>
{
    public void Configure(EntityTypeBuilder<AuditLogEntry> builder)
    {
        // No foreign key to the person: the log outlives a deleted account.
        builder.ToTable("ActivityLog").HasKey(entry => entry.Sequence);
        builder.Property(entry => entry.Sequence).ValueGeneratedNever();
        builder.HasIndex(entry => new { entry.UserId, entry.Sequence });
        builder.Property(entry => entry.UserId).HasMaxLength(450);
        builder.Property(entry => entry.Actor).HasMaxLength(450);
        builder.Property(entry => entry.Event).HasMaxLength(64);
        builder.Property(entry => entry.Detail).HasMaxLength(512);
        builder.Property(entry => entry.Address).HasMaxLength(64);
        builder.Property(entry => entry.UserAgent).HasMaxLength(256);
    }
}
