using Microsoft.Extensions.Hosting.Systemd;

namespace SecurityPortal.Platform.Health;

internal static class SystemdServices
{
    /// <summary>
    /// Tells systemd when the portal is ready to serve, and when it begins to stop (<c>Type=notify</c>): units that are ordered
    /// after it wait until then. Only this part of the package is used; its log format would override the operator's.
    /// </summary>
    public static void AddSystemd(this WebApplicationBuilder builder)
    {
        if (!string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NOTIFY_SOCKET")))
        {
            builder.Services.AddSingleton<ISystemdNotifier, SystemdNotifier>();
            builder.Services.AddSingleton<IHostLifetime, SystemdLifetime>();
        }
    }
}
