using System.Reflection;

namespace SecurityPortal.Platform.Configuration;

/// <summary>The settings that are read before all others.</summary>
internal static class StartOptions
{
    /// <summary>
    /// The oldest runtime that is accepted. Earlier versions let anybody forge what ASP.NET Core has encrypted
    /// (CVE-2026-40372).
    /// </summary>
    public static readonly Version OldestRuntime = new(10, 0, 7);

    private const string Settings = "appsettings.json";

    /// <summary>
    /// Whether this process was started as the portal. If another program hosts it, as in tests, that program handles what a
    /// start throws.
    /// </summary>
    public static bool IsOwnProcess => Assembly.GetEntryAssembly() == typeof(StartOptions).Assembly;

    /// <summary>
    /// Uses the settings and files in the program's own folder if the current folder has none. Otherwise a portal started from
    /// somewhere else would silently run without them.
    /// </summary>
    public static WebApplicationOptions Of(string[] args) => new()
    {
        Args = args,
        ContentRootPath = HasContentRoot(args) || File.Exists(Path.Combine(Directory.GetCurrentDirectory(), Settings))
            ? null
            : AppContext.BaseDirectory,
    };

    /// <exception cref="InvalidOperationException">The runtime has a vulnerability that lets attackers in.</exception>
    public static void RefuseOldRuntime(Version runtime)
    {
        if (runtime < OldestRuntime)
        {
            throw new InvalidOperationException(
                $"This machine has the .NET runtime {runtime}. Before {OldestRuntime}, anyone can forge what it has encrypted (CVE-2026-40372). Install the newest ASP.NET Core 10 runtime.");
        }
    }

    private static bool HasContentRoot(string[] args) =>
        args.Any(arg => arg.TrimStart('-', '/').StartsWith("contentRoot", StringComparison.OrdinalIgnoreCase))
        || new[] { "ASPNETCORE_CONTENTROOT", "DOTNET_CONTENTROOT" }.Any(name => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(name)));
}
