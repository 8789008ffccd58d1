using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using MudBlazor;

namespace SecurityPortal.Platform.Web;

/// <summary>
/// <see cref="PortalTheme"/> as a stylesheet, the first in <see cref="Bundles"/>. MudThemeProvider would write it into a style
/// element of every page, which <c>style-src 'self'</c> blocks, and could not tell light from dark before the page is
/// interactive. Here the browser's own setting decides, or the choice in <see cref="Themes"/>.
/// </summary>
internal sealed partial class ThemeStylesheet(IServiceScopeFactory scopes)
{
    private readonly Lazy<string> _text = new(() => Make(scopes));

    public string Text => _text.Value;

    private static string Make(IServiceScopeFactory scopes)
    {
        var (light, dark) = (Variables(scopes, isDark: false), Variables(scopes, isDark: true));
        var darkOnly = string.Join('\n', dark.Split('\n').Except(light.Split('\n')));
        return
            $$"""
            :root {
            {{light}}
            }
            @media (prefers-color-scheme: dark) {
            :root:not([data-theme="light"]) {
            {{darkOnly}}
            }
            }
            :root[data-theme="dark"] {
            {{darkOnly}}
            }

            """;
    }

    // The CSS variables that MudBlazor's own provider writes for the theme.
    private static string Variables(IServiceScopeFactory scopes, bool isDark)
    {
        using var scope = scopes.CreateScope();
        using var renderer = new HtmlRenderer(scope.ServiceProvider, scope.ServiceProvider.GetRequiredService<ILoggerFactory>());
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>
        {
            [nameof(MudThemeProvider.Theme)] = PortalTheme.Theme,
            [nameof(MudThemeProvider.IsDarkMode)] = isDark,
            [nameof(MudThemeProvider.ObserveSystemDarkModeChange)] = false,
        });
        var html = renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<MudThemeProvider>(parameters)).ToHtmlString()).GetAwaiter().GetResult();
        return GenericFonts().Replace(string.Join('\n', Declarations().Matches(html).Select(match => match.Value.Trim()).Distinct()), "$1");
    }

    [GeneratedRegex(@"--mud-[\w-]+\s*:[^;{}]+;")]
    private static partial Regex Declarations();

    // In quotes these would be the names of fonts.
    [GeneratedRegex("'(system-ui|-apple-system|sans-serif)'")]
    private static partial Regex GenericFonts();
}
