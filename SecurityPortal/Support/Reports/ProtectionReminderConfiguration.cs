namespace SecurityPortal.Support.Reports;

internal sealed class ProtectionReminderConfiguration : IEntityTypeConfiguration<ProtectionReminder>
{
    public void Configure(EntityTypeBuilder<ProtectionReminder> builder)
    {
        builder.ToTable("ProtectionReminders").HasKey(reminder => reminder.UserId);
        builder.HasOne<PortalUser>().WithMany().HasForeignKey(reminder => reminder.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
