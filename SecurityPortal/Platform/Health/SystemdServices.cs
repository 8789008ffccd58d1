using Microsoft.Extensions.Hosting.Systemd;

namespace SecurityPortal.Platform.Health;

internal static class SystemdServices
{
    /// <summary>
    /// Tells systemd when the portal serves, and when it begins to stop (<c>Type=notify</c>): what is ordered behind it waits
    /// until then. Only this of the package is used; its log format would overrule the operator's.
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
