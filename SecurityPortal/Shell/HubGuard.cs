using Microsoft.Extensions.Options;
using SecurityPortal.Data;

namespace SecurityPortal.Shell;

/// <summary>
/// Lets nobody near the hub of interactive pages who does not come from one of our pages: the framework itself
/// accepts any origin, and none (ASVS 4.4.2). Also turns away every transport but WebSockets.
/// </summary>
internal static class HubGuard
{
    private const string Hub = "/_blazor";

    public static void UseHubGuard(this WebApplication app)
    {
        var origin = app.Services.GetRequiredService<IOptions<PortalOptions>>().Value.PublicUri
            .GetLeftPart(UriPartial.Authority);
        var tryingOut = app.Environment.IsDevelopment();
        app.Use((context, next) =>
        {
            if (!context.Request.Path.StartsWithSegments(Hub, out var rest) || rest == "/initializers")
            {
                return next(context);
            }

            var claimed = context.Request.Headers.Origin.ToString();

            // Tried out, the portal may be reached by several names of the same machine.
            var ours = claimed == origin
                || (tryingOut && claimed == $"{context.Request.Scheme}://{context.Request.Host}");
            if (!ours)
            {
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return Task.CompletedTask;
            }

            if (!rest.HasValue && !context.WebSockets.IsWebSocketRequest)
            {
                context.Response.StatusCode = StatusCodes.Status400BadRequest;
                return Task.CompletedTask;
            }

            return next(context);
        });
    }
}
