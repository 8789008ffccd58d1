using System.Text.RegularExpressions;
using SecurityPortal.Platform.Web;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Platform.Web;

/// <summary>The one theme, as browsers get it.</summary>
public sealed class ThemeStylesheetTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private string Sheet => shared.Portal.Get<ThemeStylesheet>().Text;

    [Fact]
    public void Light_is_what_the_theme_says_and_dark_wins_where_the_browser_or_the_person_asks_for_it()
    {
        var blocks = Regex.Matches(Sheet, @"(:root[^{]*)\{([^}]*)\}").Select(block => (
            Selector: block.Groups[1].Value.Trim(),
            Primary: Regex.Match(block.Groups[2].Value, @"--mud-palette-primary:\s*(\S+);").Groups[1].Value)).ToList();

        Assert.Equal([":root", ":root:not([data-theme=\"light\"])", ":root[data-theme=\"dark\"]"], blocks.Select(block => block.Selector));
        Assert.Equal(
            [PortalTheme.Theme.PaletteLight.Primary, PortalTheme.Theme.PaletteDark.Primary, PortalTheme.Theme.PaletteDark.Primary],
            blocks.Select(block => (MudBlazor.Utilities.MudColor)block.Primary));
        Assert.Contains("@media (prefers-color-scheme: dark)", Sheet, StringComparison.Ordinal);
    }

    [Fact]
    public void Fonts_of_the_system_are_named_as_such() => Assert.DoesNotContain("'system-ui'", Sheet, StringComparison.Ordinal);
}
