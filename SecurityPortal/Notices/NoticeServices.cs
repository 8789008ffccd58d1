namespace SecurityPortal.Notices;

internal static class NoticeServices
{
    public static void AddNotices(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<MailComposer>();
        builder.Services.AddSingleton<DurationWords>();
        builder.Services.AddSingleton<NoticeWriter>();
    }
}
