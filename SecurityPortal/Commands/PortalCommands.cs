using SecurityPortal.Data;

namespace SecurityPortal.Commands;

/// <summary>What the program does besides serving: <c>SecurityPortal &lt;verb&gt;</c>.</summary>
internal static class PortalCommands
{
    private const int Misused = 2;

    private static readonly IPortalCommand[] All =
    [
        new MigrateCommand(), new LogVerifyCommand(), new LogExportCommand(), new UserCreateCommand(), new UserListCommand(),
        new UserGrantCommand(), new UserRevokeCommand(), new UserDisableCommand(), new UserEnableCommand(), new PolicyShowCommand(), new DeliveryTestCommand(), new DeliveryStopsCommand(), new CopyCommand(),
    ];

    /// <summary>Keeps the operator's log out of what a verb prints.</summary>
    public static void AddCommands(this WebApplicationBuilder builder, string[] args)
    {
        if (IsVerb(args))
        {
            builder.Logging.ClearProviders();
        }
    }

    /// <summary>Does what the arguments say and returns the exit code; null when they say to serve.</summary>
    public static Task<int?> RunCommandAsync(this WebApplication app, string[] args) =>
        RunAsync(app.Services, args, Console.Out, Console.Error);

    /// <inheritdoc cref="RunCommandAsync"/>
    public static async Task<int?> RunAsync(
        IServiceProvider services, string[] args, TextWriter output, TextWriter errors)
    {
        if (!IsVerb(args))
        {
            return null;
        }

        if (args[0] is "--help" or "-h" or "help")
        {
            await output.WriteLineAsync(Help());
            return 0;
        }

        var command = All.FirstOrDefault(command => args.Length >= command.Verb.Length
            && command.Verb.SequenceEqual(args[..command.Verb.Length]));
        if (command is null)
        {
            await errors.WriteLineAsync($"There is no '{string.Join(' ', args)}'.\n\n{Help()}");
            return Misused;
        }

        if (command is not MigrateCommand)
        {
            services.LoadKey();
        }

        await using var scope = services.CreateAsyncScope();
        var result = await command.RunAsync(scope.ServiceProvider, args[command.Verb.Length..], output, errors);
        if (result == Misused)
        {
            await errors.WriteLineAsync($"Usage: SecurityPortal {command.Usage}");
        }

        return result;
    }

    private static bool IsVerb(string[] args) =>
        args.Length > 0 && (args[0] is "--help" or "-h" || !(args[0][0] is '-' or '/' || args[0].Contains('=', StringComparison.Ordinal)));

    private static string Help() => string.Join('\n', (string[])
    [
        "SecurityPortal                        serves the portal",
        .. All.Select(command => $"SecurityPortal {command.Usage,-37}  {command.Description}"),
        "SecurityPortal --help                 prints this",
    ]);
}

/// <summary>One verb.</summary>
internal interface IPortalCommand
{
    /// <summary>The words that choose it.</summary>
    string[] Verb { get; }

    string Usage { get; }

    string Description { get; }

    /// <summary>Returns the exit code: 0 for done, 1 for "no", 2 when it was not called as it should be.</summary>
    Task<int> RunAsync(IServiceProvider services, string[] args, TextWriter output, TextWriter errors);
}
