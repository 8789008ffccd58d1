using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SecurityPortal.Platform.Database;

namespace SecurityPortal.Support.Reports;

/// <summary>When somebody was last reminded that they are not protected.</summary>
internal sealed class ProtectionReminder
{
    public required string UserId { get; init; }

    public required DateTimeOffset SentAt { get; set; }
}

internal sealed class ProtectionReminderConfiguration : IEntityTypeConfiguration<ProtectionReminder>
{
    public void Configure(EntityTypeBuilder<ProtectionReminder> builder)
    {
        builder.ToTable("ProtectionReminders").HasKey(reminder => reminder.UserId);
        builder.HasOne<PortalUser>().WithMany().HasForeignKey(reminder => reminder.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
