using System.Reflection;

namespace SecurityPortal.Platform.Configuration;

/// <summary>The settings that are read before all others.</summary>
internal static class StartOptions
{
    /// <summary>Versions before it let whoever likes forge what ASP.NET Core has encrypted (CVE-2026-40372).</summary>
    public static readonly Version OldestRuntime = new(10, 0, 7);

    private const string Settings = "appsettings.json";

    /// <summary>
    /// Whether this process was started to be the portal. Hosted by another program, as in tests, what a start throws is
    /// that program's.
    /// </summary>
    public static bool IsOwnProcess => Assembly.GetEntryAssembly() == typeof(StartOptions).Assembly;

    /// <summary>
    /// Takes settings and files from the program's own folder where the current one has none: started from somewhere else, the
    /// portal would serve without them and say nothing.
    /// </summary>
    public static WebApplicationOptions Of(string[] args) => new()
    {
        Args = args,
        ContentRootPath = HasContentRoot(args) || File.Exists(Path.Combine(Directory.GetCurrentDirectory(), Settings))
            ? null
            : AppContext.BaseDirectory,
    };

    /// <exception cref="InvalidOperationException">The runtime has a hole that lets people in.</exception>
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
