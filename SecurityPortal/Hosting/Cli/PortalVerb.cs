using System.CommandLine;

namespace SecurityPortal.Hosting.Cli;

/// <summary>
/// Something the program does besides serving: <c>SecurityPortal &lt;words&gt;</c>. A verb adds its options and arguments
/// to <see cref="Command"/>, which provides their help and reports wrong usage.
/// </summary>
internal abstract class PortalVerb
{
    /// <summary>The exit code for wrong usage.</summary>
    public const int Misused = 2;

    /// <param name="words">The words that select it, such as <c>log verify</c>.</param>
    /// <param name="summary">What it does, in one line.</param>
    protected PortalVerb(string words, string summary)
    {
        (Words, Summary) = (words.Split(' '), summary);
        Command = new(Words[^1], summary);

        // Without an action it would count as a mere group of verbs. What actually runs is RunAsync, with the portal's
        // services.
        Command.SetAction(_ => { });
    }

    public string[] Words { get; }

    public string Summary { get; }

    public Command Command { get; }

    /// <summary>Its usage, without the program's name.</summary>
    public virtual string Usage => string.Join(
        ' ', [.. Words, .. Command.Arguments.Select(argument => $"<{argument.Name}>"), .. Command.Options.Select(Usages)]);

    /// <summary>The checks that must pass before the verb runs.</summary>
    public virtual VerbNeeds Needs => VerbNeeds.Database;

    /// <summary>Returns the exit code: 0 for success, 1 for failure, <see cref="Misused"/> for wrong usage.</summary>
    public abstract Task<int> RunAsync(VerbCall call);

    private static string Usages(Option option)
    {
        var usage = option.ValueType == typeof(bool) ? option.Name : $"{option.Name} <{option.HelpName}>";
        return option.Required ? usage : $"[{usage}]";
    }
}
