using System.Text.RegularExpressions;

namespace SecurityPortal.Tests.Browser.Controls;

/// <summary>Takes out of a name what differs from person to person and from day to day.</summary>
internal static partial class ControlNames
{
    public static string Of(string name)
    {
        // As a style draws them.
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

    // Before what somebody gave a name to, or a list of things.
    [GeneratedRegex("^(Rename|Remove|New name for|Your name|Case|Turn off|Two-Factor Authentication|Sign out(?! everywhere)) .+$")]
    private static partial Regex Given();

    [GeneratedRegex(@"^(Notices|…)( \d+ \w+){1,2}$")]
    private static partial Regex State();

    // One line of a row of the overview, and one button that names the method to come.
    [GeneratedRegex(@"^(Devices|Activity|Account|Set up(?= [a-z]))( .+)?$")]
    private static partial Regex Row();

    // One thing or several: the same control.
    [GeneratedRegex(@"^\d+ (alarm|request|case)s?( .+)?$")]
    private static partial Regex Counted();

    [GeneratedRegex(@"^.+ \(\+0\)$")]
    private static partial Regex Country();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Number();
}
