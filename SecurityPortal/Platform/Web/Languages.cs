namespace SecurityPortal.Platform.Web;

/// <summary>The languages that the portal supports, and which of them a request gets.</summary>
internal static class Languages
{
    public const string Default = "en";

    private const string CookieName = "__Host-portal-language";
    private const string AskedCookieName = "__Host-portal-asked-language";
    private static readonly TimeSpan CookieLifetime = TimeSpan.FromDays(400);

    /// <summary>Their BCP 47 tags, the default first.</summary>
    public static IReadOnlyList<string> All { get; } = [Default, "de", "es", "pt-BR"];

    /// <summary>
    /// Returns the supported language for this tag: the same one, or another with the same primary language; null when there is
    /// none.
    /// </summary>
    public static string? Find(string? wanted) =>
        All.FirstOrDefault(language => language.Equals(wanted, StringComparison.OrdinalIgnoreCase))
        ?? All.FirstOrDefault(language => Primary(language).Equals(Primary(wanted ?? ""), StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// Returns the language that a browser asks for: its remembered choice, else what the application asked for that the person
    /// came from, else its settings.
    /// </summary>
    public static string? Of(HttpRequest request) =>
        Find(request.Cookies[CookieName])
        ?? Find(request.Cookies[AskedCookieName])
        ?? request.GetTypedHeaders().AcceptLanguage
            .Where(wanted => wanted.Quality is not 0)
            .OrderByDescending(wanted => wanted.Quality ?? 1)
            .Select(wanted => Find(wanted.Value.Value))
            .FirstOrDefault(language => language is not null);

    /// <summary>Stores a choice in the browser, for the pages before sign-in.</summary>
    public static void Remember(HttpContext context, string language) =>
        context.Response.Cookies.Append(CookieName, language, HostCookie.Options(SameSiteMode.Lax, CookieLifetime));

    /// <summary>
    /// Shows the pages before sign-in in the first of these languages that the portal supports, until the browser is closed or
    /// the application has its answer (<c>ui_locales</c>, OpenID Connect Core 3.1.2.1).
    /// </summary>
    /// <param name="wanted">BCP 47 tags, best first, separated by spaces.</param>
    public static void Ask(HttpContext context, string? wanted)
    {
        if (wanted?.Split(' ').Select(Find).FirstOrDefault(language => language is not null) is { } language)
        {
            context.Response.Cookies.Append(AskedCookieName, language, HostCookie.Options(SameSiteMode.Lax));
        }
    }

    /// <summary>Ends what <see cref="Ask"/> began.</summary>
    public static void StopAsking(HttpContext context)
    {
        if (context.Request.Cookies.ContainsKey(AskedCookieName))
        {
            context.Response.Cookies.Delete(AskedCookieName, HostCookie.Options(SameSiteMode.Lax));
        }
    }

    /// <summary>
    /// Uses this language until the end of the request, and writes dates and numbers as in the browser's country: 29 November
    /// in Britain, November 29 in the United States.
    /// </summary>
    public static void Speak(string language, HttpRequest request)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        CultureInfo.CurrentCulture = WrittenAs.In(language, BrowserRegion.Of(request));
    }

    /// <summary>
    /// Sets the language of each request. A query parameter (?culture=) cannot set it: a link would choose for the person who
    /// follows it. A registered application may ask.
    /// </summary>
    public static IApplicationBuilder UseLanguages(this IApplicationBuilder app) =>
        app.Use(next => context =>
        {
            Speak(Of(context.Request) ?? Default, context.Request);
            return next(context);
        });

    private static string Primary(string tag) => tag.Split('-')[0];
}
