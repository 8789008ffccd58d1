using System.Net.Mime;

namespace SecurityPortal.Platform.Web;

/// <summary>
/// The styles and scripts of <c>wwwroot-assets</c>, bundled into one file each: the styles of all pages, and the scripts of
/// interactive pages. The headers of twenty small files alone would outweigh their content. On static pages, each component
/// brings its own scripts.
/// </summary>
internal sealed class Bundles(ThemeStylesheet theme)
{
    // Later rules win: those for small screens and for print come last.
    private static readonly string[] Sheets =
        ["portal", "entrance", "rows", "lists", "controls", "notices", "dialogs", "support", "screens"];

    // The connection comes first: while it is lost, it keeps clicks away from all the others.
    private static readonly string[] OpenPageScripts =
        ["connection", "page", "exports", "forms", "code", "dialogs", "keys", "passkeys", "drafts", "finding", "alarms"];

    private readonly Lazy<Bundle> _styles = new(
        () => new("portal", "css", MediaTypeNames.Text.Css, theme.Text + string.Concat(Sheets.Select(name => Read($"{name}.css")))));

    private readonly Lazy<Bundle> _scripts = new(
        () => new("portal", "js", MediaTypeNames.Text.JavaScript, string.Concat(OpenPageScripts.Select(name => Read($"{name}.js")))));

    public Bundle Styles => _styles.Value;

    public Bundle Scripts => _scripts.Value;

    public void Map(IEndpointRouteBuilder app)
    {
        Bundle.Map(app, "portal", "css", () => Styles);
        Bundle.Map(app, "portal", "js", () => Scripts);
    }

    private static string Read(string file)
    {
        using var reader = new StreamReader(typeof(Bundles).Assembly.GetManifestResourceStream(file)!);
        return reader.ReadToEnd();
    }
}
