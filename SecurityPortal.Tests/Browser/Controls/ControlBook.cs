using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;

namespace SecurityPortal.Tests.Browser.Controls;

/// <summary>Records which of the portal's controls the stories of a run saw and used, as their browsers report it.</summary>
public sealed class ControlBook
{
    private readonly ConcurrentDictionary<Control, string> _seen = new();
    private readonly ConcurrentDictionary<Control, string> _used = new();
    private readonly ConcurrentDictionary<string, byte> _pages = new();
    private readonly ConcurrentDictionary<string, byte> _stories = new();

    /// <summary>The controls that could be used, each with the first story that saw it.</summary>
    internal IReadOnlyDictionary<Control, string> Seen => _seen;

    /// <summary>The controls that were used, each with the first story that used it.</summary>
    internal IReadOnlyDictionary<Control, string> Used => _used;

    /// <summary>The routes of the pages that were opened.</summary>
    internal IEnumerable<string> Pages => _pages.Keys;

    /// <summary>The existing stories that have not passed in this run, as "class.method".</summary>
    internal IReadOnlyList<string> StoriesToCome =>
    [
        .. typeof(BrowserTest).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(BrowserTest)) && !type.IsAbstract
                && type.Namespace!.StartsWith(typeof(BrowserTest).Namespace!, StringComparison.Ordinal))
            .SelectMany(type => type.GetMethods().Where(method => method.GetCustomAttribute<FactAttribute>() is { Explicit: false })
                .Select(method => $"{type.Name}.{method.Name}"))
            .Except(_stories.Keys).Order(StringComparer.Ordinal),
    ];

    /// <summary>Records what a page reported.</summary>
    /// <param name="line">A JSON array: "page", "seen" or "used"; the place, role and name.</param>
    /// <param name="story">The test whose browser it is.</param>
    /// <param name="isForged">Whether the test tampers with the page, so that what it shows may not come from the portal.</param>
    internal void Note(string line, string story, bool isForged)
    {
        var told = JsonSerializer.Deserialize<string[]>(line)!;
        var (what, place) = (told[0], PlaceNames.Of(told[1]));
        if (what == "page")
        {
            _pages[place] = 0;
        }
        else if (what == "used" || !isForged)
        {
            (what == "used" ? _used : _seen).TryAdd(new(place, told[2], ControlNames.Of(told[3])), story);
        }
    }

    internal void End(string story) => _stories[story] = 0;
}
