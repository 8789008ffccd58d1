using System.CommandLine;

namespace SecurityPortal.Hosting.Cli;

/// <summary>
/// What the program does besides serving: <c>SecurityPortal &lt;words&gt;</c>. A verb adds its options and arguments to
/// <see cref="Command"/>, which brings their help and tells of mistakes in them.
/// </summary>
internal abstract class PortalVerb
{
    /// <summary>The exit code of a verb that was not called as it should be.</summary>
    public const int Misused = 2;

    /// <param name="words">The words that choose it, such as <c>log verify</c>.</param>
    /// <param name="summary">What it does, in a line.</param>
    protected PortalVerb(string words, string summary)
    {
        (Words, Summary) = (words.Split(' '), summary);
        Command = new(Words[^1], summary);

        // Or it would count as a mere group of verbs. What is run is RunAsync, with the portal's services.
        Command.SetAction(_ => { });
    }

    public string[] Words { get; }

    public string Summary { get; }

    public Command Command { get; }

    /// <summary>How it is called, after the program's name.</summary>
    public virtual string Usage => string.Join(
        ' ', [.. Words, .. Command.Arguments.Select(argument => $"<{argument.Name}>"), .. Command.Options.Select(Usages)]);

    /// <summary>The checks that must pass before the verb runs.</summary>
    public virtual VerbNeeds Needs => VerbNeeds.Database;

    /// <summary>Returns the exit code: 0 for done, 1 for "no", <see cref="Misused"/> when it was not called as it should be.</summary>
    public abstract Task<int> RunAsync(VerbCall call);

    private static string Usages(Option option)
    {
        var usage = option.ValueType == typeof(bool) ? option.Name : $"{option.Name} <{option.HelpName}>";
        return option.Required ? usage : $"[{usage}]";
    }
}
