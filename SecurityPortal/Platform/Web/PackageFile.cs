using Microsoft.AspNetCore.Components;

namespace SecurityPortal.Platform.Web;

/// <summary>
/// Files of packages. The SDK gives each an address with a fingerprint, but serves the compressed file only at the address
/// without one: MudBlazor's styles are 42 KB or 627 KB. So pages use the plain address with the fingerprint as a query, and
/// browsers cache it as long as a file with the fingerprint in its name.
/// </summary>
internal static class PackageFile
{
    private const string Version = "v";
    private const string KeptForAYear = "max-age=31536000, immutable";

    public static string Of(ResourceAssetCollection assets, string path) => assets[path] is var named && named != path
        ? $"{path}?{Version}={named.Split('.')[^2]}"
        : path;

    /// <summary>
    /// Must come before the files are mapped. While nodes of two versions serve, a page from one may request the file from the
    /// other and get the wrong version, which must not be cached.
    /// </summary>
    public static void UsePackageFiles(this WebApplication app)
    {
        var named = new Lazy<HashSet<string>>(() =>
            [.. ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
                .Select(endpoint => $"/{endpoint.RoutePattern.RawText}")]);
        app.Use(next => context =>
        {
            if (Named(context.Request) is { } name && named.Value.Contains(name))
            {
                context.Response.OnStarting(() =>
                {
                    if (context.Response.StatusCode is StatusCodes.Status200OK or StatusCodes.Status304NotModified)
                    {
                        context.Response.Headers.CacheControl = KeptForAYear;
                    }

                    return Task.CompletedTask;
                });
            }

            return next(context);
        });
    }

    // The address that the file would have with its fingerprint in its name.
    private static string? Named(HttpRequest request)
    {
        var (path, version) = (request.Path.Value ?? "", request.Query[Version].ToString());
        return version.Length > 0 && request.Path.StartsWithSegments("/_content") && path.LastIndexOf('.') is > 0 and var dot
            ? $"{path[..dot]}.{version}{path[dot..]}"
            : null;
    }
}
