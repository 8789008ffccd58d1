using Microsoft.EntityFrameworkCore.Diagnostics;
using SecurityPortal.Data;

namespace SecurityPortal.ActivityLog;

internal static class ActivityLogServices
{
    public static void AddActivityLog(this WebApplicationBuilder builder)
    {
        builder.Services.AddSettings<ActivityLogOptions>("ActivityLog")
            .Validate(options => options.Retention == TimeSpan.Zero || options.Retention >= TimeSpan.FromDays(30),
                "ActivityLog:Retention must be at least 30.00:00:00, or 00:00:00 to keep everything.")
            .ValidateOnStart();
        builder.Services.AddSingleton<IInterceptor, ActivityCounter>();
        builder.Services.AddSingleton<ActivityChain>();
        builder.Services.AddSingleton<IKeyBirth, ActivityLogBirth>();
        builder.Services.AddSingleton<ActivityLogWriter>();
        builder.Services.AddSingleton<ActivityLogVerifier>();
        builder.Services.AddSingleton<ActivityLogRetention>();
        builder.Services.AddHostedService<ActivityLogCutter>();
    }
}
