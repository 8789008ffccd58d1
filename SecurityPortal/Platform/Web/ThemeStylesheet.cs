using System.IO.Compression;
using System.Net.Mime;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using MudBlazor;

namespace SecurityPortal.Platform.Web;

/// <summary>
/// <see cref="PortalTheme"/> as a stylesheet of its own, with a fingerprint in its name: MudThemeProvider would write it
/// into a style element of every page, which <c>style-src 'self'</c> does not let through, and could not know light from
/// dark before the page has answered. Here the browser's own setting decides, or the choice in <see cref="Themes"/>.
/// </summary>
internal sealed partial class ThemeStylesheet(IServiceScopeFactory scopes)
{
    private const string Folder = "css/theme";
    private const string KeptForAYear = "max-age=31536000, immutable";

    private readonly Lazy<Sheet> _sheet = new(() => Make(scopes));

    /// <summary>Its address, beside the page's base.</summary>
    public string Href => $"{Folder}.{_sheet.Value.Version}.css";

    public string Text => _sheet.Value.Text;

    public void Map(IEndpointRouteBuilder app) =>
        app.MapMethods(
            $"/{Folder}.{{version}}.css", [HttpMethods.Get, HttpMethods.Head],
            (string version, HttpContext context) => Answer(version, context)).AllowAnonymous();

    // While nodes of two versions serve, a page of one may ask the other, whose sheet is not the one meant: that is not kept.
    private IResult Answer(string version, HttpContext context)
    {
        var sheet = _sheet.Value;
        context.Response.Headers.CacheControl = version == sheet.Version ? KeptForAYear : "no-cache";
        context.Response.Headers.Vary = "Accept-Encoding";
        var type = $"{MediaTypeNames.Text.Css}; charset=utf-8";
        if (!context.Request.GetTypedHeaders().AcceptEncoding.Any(coding => coding.Value == "br" && coding.Quality is not 0))
        {
            return Results.Text(sheet.Text, type);
        }

        context.Response.Headers.ContentEncoding = "br";
        return Results.Bytes(sheet.Compressed, type);
    }

    private static Sheet Make(IServiceScopeFactory scopes)
    {
        var (light, dark) = (Variables(scopes, isDark: false), Variables(scopes, isDark: true));
        var darkOnly = string.Join('\n', dark.Split('\n').Except(light.Split('\n')));
        var text =
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
        var bytes = Encoding.UTF8.GetBytes(text);
        using var compressed = new MemoryStream();
        using (var stream = new BrotliStream(compressed, CompressionLevel.SmallestSize))
        {
            stream.Write(bytes);
        }

        return new(text, compressed.ToArray(), Convert.ToHexStringLower(SHA256.HashData(bytes))[..10]);
    }

    // What MudBlazor's own provider says of the theme.
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

    // In quotes they would be fonts of that name.
    [GeneratedRegex("'(system-ui|-apple-system|sans-serif)'")]
    private static partial Regex GenericFonts();

    private sealed record Sheet(string Text, byte[] Compressed, string Version);
}
