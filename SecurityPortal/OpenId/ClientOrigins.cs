using Microsoft.AspNetCore.Cors.Infrastructure;

namespace SecurityPortal.OpenId;

/// <summary>
/// Lets scripts of public clients ask for tokens, each from the origins of its redirect URIs; the documents are for
/// everybody. Cookies are never taken.
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
