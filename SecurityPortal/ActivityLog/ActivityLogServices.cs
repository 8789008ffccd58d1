namespace SecurityPortal.ActivityLog;

internal static class ActivityLogServices
{
    public static void AddActivityLog(this WebApplicationBuilder builder) =>
        builder.Services.AddSingleton<ActivityLogWriter>();
}
