namespace SecurityPortal.Platform.Web;

/// <summary>
/// Lets nobody near the hub of interactive pages who does not come from one of our pages: the framework itself
/// accepts any origin, and none (ASVS 4.4.2). Also turns away every transport but WebSockets, however the hub's
/// address is written.
/// </summary>
internal static class HubGuard
{
    public const string Hub = "/_blazor";

    private const string Connection = "";

    // What else there is: how a page connects, that it was closed, and scripts to run first.
    private static readonly string[] Open = [Connection, "negotiate", "disconnect", "initializers"];

    /// <summary>Whether the request is an open page's connection, or wants to be one.</summary>
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

            // Tried out, the portal may be reached by several names of the same machine.
            var ours = claimed == origin.Value
                || (tryingOut && claimed == $"{context.Request.Scheme}://{context.Request.Host}");
            return !ours ? AnswerAsync(context, StatusCodes.Status403Forbidden)
                : !Open.Contains(part) ? AnswerAsync(context, StatusCodes.Status404NotFound)
                : part == Connection && !context.WebSockets.IsWebSocketRequest
                    ? AnswerAsync(context, StatusCodes.Status400BadRequest)
                    : next(context);
        });
    }

    // What follows the hub's address, as routing reads it: without regard to case and to slashes at the end.
    private static string? Part(PathString path) =>
        path.StartsWithSegments(Hub, out var rest) ? (rest.Value ?? "").Trim('/').ToLowerInvariant() : null;

    private static Task AnswerAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
