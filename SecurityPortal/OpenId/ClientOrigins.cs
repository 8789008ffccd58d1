using Microsoft.AspNetCore.Cors.Infrastructure;

namespace SecurityPortal.OpenId;

/// <summary>
/// Allows cross-origin requests from the origins of public clients' redirect URIs. Any origin may read the discovery documents
/// and the keys. Cookies are never accepted.
/// </summary>
internal sealed class ClientOrigins(ClientStore clients) : ICorsPolicyProvider
{
    public async Task<CorsPolicy?> GetPolicyAsync(HttpContext context, string? policyName)
    {
        var policy = new CorsPolicyBuilder().WithMethods(HttpMethods.Get, HttpMethods.Post)
            .WithHeaders("authorization", "content-type").WithExposedHeaders("WWW-Authenticate");
        if (OpenIdSwitch.IsDocument(context.Request.Path))
        {
            return policy.AllowAnyOrigin().Build();
        }

        string[] origins = [.. (await clients.ListAsync(context.RequestAborted)).Where(client => client.IsPublic)
            .SelectMany(client => client.RedirectUris).Select(uri => new Uri(uri))
            .Where(uri => uri.Scheme is "http" or "https").Select(uri => uri.GetLeftPart(UriPartial.Authority)).Distinct()];
        return policy.WithOrigins(origins).Build();
    }
}
