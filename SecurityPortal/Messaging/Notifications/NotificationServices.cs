using SecurityPortal.Platform.BackgroundJobs.Cleanup;

namespace SecurityPortal.Messaging.Notifications;

internal static class NotificationServices
{
    public static void AddNotifications(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<MailComposer>();
        builder.Services.AddSingleton<DurationTexts>();
        builder.Services.AddSingleton<NotificationWriter>();

        // The person has the mails; here they look back for a year and a little.
        builder.Services.AddExpiredRows<NotificationRecord>(notice => notice.CreatedAt, keptFor: TimeSpan.FromDays(400));
    }
}
