using System.CommandLine;
using System.CommandLine.Help;
using System.Reflection;

namespace SecurityPortal.Hosting.Cli;

/// <summary>Finds and runs the verbs of the program, and reports their exceptions.</summary>
internal static class PortalCommands
{
    private const int Refused = 1;

    private static PortalVerb[] Verbs() =>
    [
        new MigrateCommand(), new CheckCommand(), new LogVerifyCommand(), new LogExportCommand(),
        .. ((IPortalCommand[])[
            new UserCreateCommand(), new UserListCommand(), new UserRoleCommand(grants: true), new UserRoleCommand(grants: false),
            new UserStateCommand(disables: true), new UserStateCommand(disables: false),
        ]).Select(command => new PlainVerb(command)),
        new PolicyShowCommand(), new DeliveryTestCommand(), new PrefixBlocksCommand(), new PrefixBlocksLiftCommand(), new CopyCommand(),
        new RestoredCommand(), new ClientAddCommand(), new ClientListCommand(), new ClientSecretCommand(), new ClientRemoveCommand(),
    ];

    /// <summary>
    /// Answers what needs neither settings nor a database: help, the version, and wrong usage. Returns null if there is
    /// more to do.
    /// </summary>
    public static async Task<int?> AnswerAsync(string[] args, TextWriter output, TextWriter errors)
    {
        if (!IsVerb(args))
        {
            return null;
        }

        var verbs = Verbs();
        if (args[0] is "--version")
        {
            await output.WriteLineAsync(
                typeof(PortalCommands).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion);
            return 0;
        }

        if (IsHelp(args[0]))
        {
            await output.WriteLineAsync(Help(verbs));
            return 0;
        }

        var given = Parse(verbs, args);
        if (given.Action is HelpAction)
        {
            if (Find(verbs, given) is PlainVerb plain)
            {
                await output.WriteLineAsync($"{plain.Summary}\n\nUsage: SecurityPortal {plain.Usage}");
                return 0;
            }

            return await given.InvokeAsync(new InvocationConfiguration { Output = output, Error = errors });
        }

        if (given.Errors.Count == 0)
        {
            return null;
        }

        foreach (var error in given.Errors.Select(error => error.Message).Distinct())
        {
            await errors.WriteLineAsync(error);
        }

        await errors.WriteLineAsync(
            Find(verbs, given) is { } misused ? $"Usage: SecurityPortal {misused.Usage}" : $"\n{Help(verbs)}");
        return PortalVerb.Misused;
    }

    /// <summary>Keeps the operator's log out of what a verb prints.</summary>
    public static void AddCommands(this WebApplicationBuilder builder, string[] args)
    {
        if (IsVerb(args))
        {
            builder.Logging.ClearProviders();
        }
    }

    /// <summary>
    /// Runs the verb in the arguments and returns its exit code; null if there is none, and the portal is to serve.
    /// </summary>
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

        if (await AnswerAsync(args, output, errors) is { } answered)
        {
            return answered;
        }

        var verbs = Verbs();
        var given = Parse(verbs, args);
        var verb = Find(verbs, given)!;
        try
        {
            return await RunAsync(verb, services, given, output, errors);
        }
        catch (Exception exception)
        {
            await TellAsync(PlainFault.Of(exception), errors);
            return Refused;
        }
    }

    private static async Task<int> RunAsync(
        PortalVerb verb, IServiceProvider services, ParseResult given, TextWriter output, TextWriter errors)
    {
        var faults = verb.Needs switch
        {
            VerbNeeds.Nothing => [],
            VerbNeeds.Settings => StartCheck.FaultsOfAssembly(services),
            VerbNeeds.Database => await StartCheck.FaultsForVerbsAsync(services),
        };
        if (faults.Count > 0)
        {
            await TellAsync(faults, errors);
            return Refused;
        }

        if (verb.Needs == VerbNeeds.Database)
        {
            services.LoadKey();
        }

        await using var scope = services.CreateAsyncScope();
        var result = await verb.RunAsync(new(scope.ServiceProvider, given, output, errors));
        if (result == PortalVerb.Misused)
        {
            await errors.WriteLineAsync($"Usage: SecurityPortal {verb.Usage}");
        }

        return result;
    }

    private static bool IsVerb(string[] args) =>
        args.Length > 0 && (IsHelp(args[0]) || args[0] == "--version"
            || !(args[0].Length == 0 || args[0][0] is '-' or '/' || args[0].Contains('=', StringComparison.Ordinal)));

    private static bool IsHelp(string arg) => arg is "--help" or "-h" or "-?" or "help";

    private static PortalVerb? Find(PortalVerb[] verbs, ParseResult given) =>
        verbs.FirstOrDefault(verb => verb.Command == given.CommandResult.Command);

    private static ParseResult Parse(PortalVerb[] verbs, string[] args)
    {
        var program = new Command("SecurityPortal") { new HelpOption() };
        Dictionary<string, Command> found = verbs.ToDictionary(verb => string.Join(' ', verb.Words), verb => verb.Command);
        foreach (var verb in verbs)
        {
            Above(found, program, verb.Words).Add(verb.Command);
        }

        return program.Parse(args, new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null });
    }

    // Returns the command that a verb's last word belongs to: the program itself, "log" in "log verify", or another verb.
    private static Command Above(Dictionary<string, Command> found, Command program, string[] words)
    {
        if (words.Length == 1)
        {
            return program;
        }

        var key = string.Join(' ', words[..^1]);
        if (!found.TryGetValue(key, out var above))
        {
            found[key] = above = new Command(words[^2]);
            Above(found, program, words[..^1]).Add(above);
        }

        return above;
    }

    private static async Task TellAsync(IEnumerable<string> faults, TextWriter errors)
    {
        foreach (var fault in faults)
        {
            await errors.WriteLineAsync(fault);
        }
    }

    private static string Help(PortalVerb[] verbs) => string.Join('\n', (string[])
    [
        "SecurityPortal",
        "    starts the portal",
        .. verbs.SelectMany(verb => (string[])[$"SecurityPortal {verb.Usage}", $"    {verb.Summary}"]),
        "SecurityPortal <verb> --help",
        "    shows help for one verb",
    ]);
}
