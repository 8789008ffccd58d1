namespace SecurityPortal.Platform.Web;

/// <summary>
/// Admits only our own pages to the hub of interactive pages: the framework itself accepts any origin, or none (ASVS 4.4.2).
/// Also refuses every transport except WebSockets, however the hub's address is written.
/// </summary>
internal static class HubGuard
{
    public const string Hub = "/_blazor";

    private const string Connection = "";

    // All that the hub serves: the connection, how a page negotiates it, that it was closed, and scripts to run first.
    private static readonly string[] Open = [Connection, "negotiate", "disconnect", "initializers"];

    /// <summary>Whether the request is the connection of an interactive page, or tries to become one.</summary>
    public static bool IsConnection(HttpRequest request) => Part(request.Path) == Connection;

    public static void UseHubGuard(this WebApplication app)
    {
        var origin = new Lazy<string>(() => app.Services.GetRequiredService<IOptions<PortalOptions>>().Value.PublicUri
            .GetLeftPart(UriPartial.Authority));
        var tryingOut = app.Environment.IsDevelopment();
        app.Use((context, next) =>
        {
            var part = Part(context.Request.Path);
            if (part is null or "initializers")
            {
                return next(context);
            }

            var claimed = context.Request.Headers.Origin.ToString();

            // In Development, the portal may be reached by several names of the same machine.
            var ours = claimed == origin.Value
                || (tryingOut && claimed == $"{context.Request.Scheme}://{context.Request.Host}");
            return !ours ? AnswerAsync(context, StatusCodes.Status403Forbidden)
                : !Open.Contains(part) ? AnswerAsync(context, StatusCodes.Status404NotFound)
                : part == Connection && !context.WebSockets.IsWebSocketRequest
                    ? AnswerAsync(context, StatusCodes.Status400BadRequest)
                    : next(context);
        });
    }

    // Returns what follows the hub's address, as routing reads it: ignoring case, and slashes at the end.
    private static string? Part(PathString path) =>
        path.StartsWithSegments(Hub, out var rest) ? (rest.Value ?? "").Trim('/').ToLowerInvariant() : null;

    private static Task AnswerAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
