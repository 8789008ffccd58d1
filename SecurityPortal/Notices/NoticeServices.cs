using SecurityPortal.Cleanup;

namespace SecurityPortal.Notices;

internal static class NoticeServices
{
    public static void AddNotices(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<MailComposer>();
        builder.Services.AddSingleton<DurationWords>();
        builder.Services.AddSingleton<NoticeWriter>();

        // The person has the mails; here they look back for a year and a little.
        builder.Services.AddExpiredRows<NoticeRecord>(notice => notice.CreatedAt, keptFor: TimeSpan.FromDays(400));
    }
}
