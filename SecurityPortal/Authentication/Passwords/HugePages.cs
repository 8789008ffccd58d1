namespace SecurityPortal.Authentication.Passwords;

/// <summary>
/// Argon2id walks 12 MiB at random, and with small pages of memory half of its time goes into finding them: a Linux that
/// gives large ones to every program hashes about twice as fast. Nothing in the portal can ask for them, as the memory is
/// the library's.
/// </summary>
internal static partial class HugePages
{
    private const string Setting = "/sys/kernel/mm/transparent_hugepage/enabled";

    /// <summary>Tells the operator where the machine could hash faster, and how.</summary>
    public static void Advise(ILogger logger)
    {
        if (CouldBeFaster(Read()))
        {
            LogAdvice(logger, Setting);
        }
    }

    /// <summary>Whether this is the text of a kernel that has large pages and does not give them to every program.</summary>
    public static bool CouldBeFaster(string? setting) =>
        setting is not null && !setting.Contains("[always]", StringComparison.Ordinal);

    private static string? Read()
    {
        try
        {
            return File.Exists(Setting) ? File.ReadAllText(Setting) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    [LoggerMessage(LogLevel.Information, "Passwords are checked about twice as fast when '{Setting}' says 'always'.")]
    private static partial void LogAdvice(ILogger logger, string setting);
}
