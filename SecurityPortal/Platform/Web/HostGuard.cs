namespace SecurityPortal.Platform.Web;

/// <summary>
/// Answers only to the host name of <c>Portal:PublicUrl</c>, and never puts the host name that a request claims into a
/// response. In Development any name works, because people who try the portal out reach it by several.
/// </summary>
internal static class HostGuard
{
    public static void UseHostGuard(this WebApplication app)
    {
        var name = new Lazy<string>(() => app.Services.GetRequiredService<IOptions<PortalOptions>>().Value.PublicUri.IdnHost);
        var tryingOut = app.Environment.IsDevelopment();
        app.Use((context, next) =>
        {
            // Probes use the node's own address.
            if (!tryingOut && !context.Request.Path.StartsWithSegments("/health")
                && !new HostString(context.Request.Host.ToUriComponent()).Host.Equals(name.Value, StringComparison.OrdinalIgnoreCase))
            {
                context.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
                return Task.CompletedTask;
            }

            context.Response.OnStarting(LeadByPath, context);
            return next(context);
        });
    }

    // The framework builds absolute redirect addresses from the request's own host name and scheme.
    private static Task LeadByPath(object state)
    {
        var context = (HttpContext)state;
        var own = $"{context.Request.Scheme}://{context.Request.Host.ToUriComponent()}/";
        var location = context.Response.Headers.Location.ToString();
        if (location.StartsWith(own, StringComparison.OrdinalIgnoreCase))
        {
            context.Response.Headers.Location = $"/{location[own.Length..].TrimStart('/', '\\')}";
        }

        return Task.CompletedTask;
    }
}
