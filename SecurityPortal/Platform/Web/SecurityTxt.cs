using System.Net.Mime;

namespace SecurityPortal.Platform.Web;

/// <summary>Answers <c>/.well-known/security.txt</c> from the settings (RFC 9116).</summary>
internal static class SecurityTxt
{
    private const string Path = "/.well-known/security.txt";

    /// <summary>How long a copy is valid. Each response is made from the current settings, so it is never out of date here.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(90);

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapGet(Path, Answer).AllowAnonymous();

    private static IResult Answer(IOptions<PortalOptions> portal, TimeProvider clock)
    {
        var settings = portal.Value.SecurityTxt;
        if (settings.Contacts.Length == 0)
        {
            return Results.NotFound();
        }

        var expires = clock.GetUtcNow().UtcDateTime.Date + Lifetime;
        string[] lines =
        [
            .. settings.Contacts.Select(contact => $"Contact: {contact}"),
            $"Expires: {expires.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}",
            .. settings.Languages.Length == 0 ? Array.Empty<string>() : [$"Preferred-Languages: {string.Join(", ", settings.Languages)}"],
            $"Canonical: {portal.Value.PublicUrl}{Path}",
            .. settings.Policy.Length == 0 ? Array.Empty<string>() : [$"Policy: {settings.Policy}"],
        ];
        return Results.Text(string.Concat(lines.Select(line => $"{line}\n")), MediaTypeNames.Text.Plain, Encoding.UTF8);
    }
}
