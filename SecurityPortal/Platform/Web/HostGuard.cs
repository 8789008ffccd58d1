namespace SecurityPortal.Platform.Web;

/// <summary>
/// Answers to the name of <c>Portal:PublicUrl</c> and to no other, and never puts the name that a request claims into an
/// answer. In Development any name serves: somebody who tries the portal out reaches it by several.
/// </summary>
internal static class HostGuard
{
    public static void UseHostGuard(this WebApplication app)
    {
        var name = new Lazy<string>(() => app.Services.GetRequiredService<IOptions<PortalOptions>>().Value.PublicUri.IdnHost);
        var tryingOut = app.Environment.IsDevelopment();
        app.Use((context, next) =>
        {
            // Probes come by the address of the node.
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

    // Pages are led on by whole addresses, which the framework builds from the request's own name and scheme.
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
