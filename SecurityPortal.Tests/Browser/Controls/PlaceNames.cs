using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Routing.Template;

namespace SecurityPortal.Tests.Browser.Controls;

/// <summary>The pages of the portal, and what a place on them is called.</summary>
internal static class PlaceNames
{
    /// <summary>The routes of all pages, such as <c>/support/cases/{Key}</c>.</summary>
    public static IReadOnlyList<string> Routes { get; } =
    [
        .. typeof(Program).Assembly.GetTypes()
            .SelectMany(type => type.GetCustomAttributes(typeof(RouteAttribute), inherit: false).Cast<RouteAttribute>())
            .Select(route => route.Template).Order(),
    ];

    // Routes without parameters first: /support/cases is not a case.
    private static readonly (string Route, TemplateMatcher Matcher)[] Matchers =
    [
        .. Routes.OrderBy(route => route.Contains('{', StringComparison.Ordinal))
            .Select(route => (route, new TemplateMatcher(TemplateParser.Parse(route), []))),
    ];

    /// <param name="place">A path, "dialog" with the dialog's name, or empty for what surrounds the pages.</param>
    public static string Of(string place) => place switch
    {
        "" => Control.AroundPages,
        _ when place.StartsWith('/') => Matchers.FirstOrDefault(page => page.Matcher.TryMatch(place, [])).Route ?? place,
        _ => ControlNames.Of(place),
    };
}
