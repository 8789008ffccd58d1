using SecurityPortal.Platform.BackgroundJobs.Cleanup;

namespace SecurityPortal.Messaging.Notifications;

internal static class NotificationServices
{
    public static void AddNotifications(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<MailComposer>();
        builder.Services.AddSingleton<DurationTexts>();
        builder.Services.AddSingleton<NotificationWriter>();

        // People keep the mails themselves. The portal lists those of a little over a year.
        builder.Services.AddExpiredRows<NotificationRecord>(notice => notice.CreatedAt, keptFor: TimeSpan.FromDays(400));
    }
}
