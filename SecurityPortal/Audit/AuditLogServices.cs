using Microsoft.EntityFrameworkCore.Diagnostics;

namespace SecurityPortal.Audit;

internal static class AuditLogServices
{
    public static void AddAuditLog(this WebApplicationBuilder builder)
    {
        builder.Services.AddSettings<AuditLogOptions>("ActivityLog")
            .Validate(options => options.Retention == TimeSpan.Zero || options.Retention >= TimeSpan.FromDays(30),
                "ActivityLog:Retention must be at least 30.00:00:00, or 00:00:00 to keep everything.")
            .ValidateOnStart();
        builder.Services.AddSingleton<IInterceptor, AuditEventCounter>();
        builder.Services.AddSingleton<AuditLogChain>();
        builder.Services.AddSingleton<IKeyCreatedHandler, AuditLogGenesis>();
        builder.Services.AddSingleton<AuditLogWriter>();
        builder.Services.AddSingleton<AuditLogVerifier>();
        builder.Services.AddSingleton<AuditLogRetention>();
        builder.Services.AddHostedService<AuditLogPruner>();
    }
}
