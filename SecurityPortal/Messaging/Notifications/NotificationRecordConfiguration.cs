namespace SecurityPortal.Messaging.Notifications;

internal sealed class NotificationRecordConfiguration : IEntityTypeConfiguration<NotificationRecord>
{
    public void Configure(EntityTypeBuilder<NotificationRecord> builder)
    {
        builder.ToTable("Notices").HasKey(notice => notice.Id);
        builder.HasIndex(notice => notice.TokenHash).IsUnique();
        builder.HasIndex(notice => new { notice.UserId, notice.CreatedAt });
        builder.HasIndex(notice => notice.CreatedAt);
        builder.HasOne<PortalUser>().WithMany().HasForeignKey(notice => notice.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
