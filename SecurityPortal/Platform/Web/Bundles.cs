using System.Net.Mime;

namespace SecurityPortal.Platform.Web;

/// <summary>
/// The styles and scripts of <c>wwwroot-assets</c> that every open page needs, one file each: for twenty small ones the
/// headers alone would weigh more than what they hold. Static pages bring their scripts one by one, beside the part that needs it.
/// </summary>
internal sealed class Bundles(ThemeStylesheet theme)
{
    // Later ones win: what is said for small screens and for print comes last.
    private static readonly string[] Sheets =
        ["portal", "entrance", "rows", "lists", "controls", "notices", "dialogs", "support", "screens"];

    // The connection first: while it is lost it keeps presses from all the others.
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
