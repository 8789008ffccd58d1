using System.Text.RegularExpressions;

namespace SecurityPortal.Tests.Browser.Controls;

/// <summary>Removes from a name what differs from person to person and from day to day.</summary>
internal static partial class ControlNames
{
    public static string Of(string name)
    {
        // Names that a style shows in capitals.
        if (name.Length > 3 && name == name.ToUpperInvariant())
        {
            name = $"{name[0]}{name[1..].ToLowerInvariant()}";
        }

        name = Address().Replace(name, "…");
        name = Given().Replace(name, "$1 …");
        name = State().Replace(name, "$1");
        name = Row().Replace(name, "$1");
        name = Counted().Replace(name, "0 $1s$2").Replace(" is overdue", " are overdue", StringComparison.Ordinal);
        return Country().Replace(Number().Replace(name, "0"), "a country");
    }

    [GeneratedRegex(@"[^\s,]+@\S+")]
    private static partial Regex Address();

    // Words before a name that somebody gave, or before a list.
    [GeneratedRegex("^(Rename|Remove|New name for|Your name|Case|Turn off|Two-Factor Authentication|Sign out(?! everywhere)) .+$")]
    private static partial Regex Given();

    [GeneratedRegex(@"^(Notices|…)( \d+ \w+){1,2}$")]
    private static partial Regex State();

    // Rows of the overview with their status, and the button that names the next method.
    [GeneratedRegex(@"^(Devices|Activity|Account|Set up(?= [a-z]))( .+)?$")]
    private static partial Regex Row();

    // Singular or plural: the same control.
    [GeneratedRegex(@"^\d+ (alarm|request|case)s?( .+)?$")]
    private static partial Regex Counted();

    [GeneratedRegex(@"^.+ \(\+0\)$")]
    private static partial Regex Country();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Number();
}
