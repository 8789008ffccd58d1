using Microsoft.AspNetCore;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SecurityPortal.OpenId;

/// <summary>A client's authorization request that OpenIddict has validated, with what it asks of the sign-in.</summary>
/// <param name="Request">The request as the client sent it. The database stores it under its <c>request_uri</c>.</param>
/// <param name="RequestUri">The <c>request_uri</c> with which the browser comes back to it.</param>
/// <param name="ReceivedAt">When it first arrived, in whole seconds. A sign-in, confirmation or consent since then was made for it.</param>
internal sealed record AuthorizationRequest(OpenIddictRequest Request, string RequestUri, DateTimeOffset ReceivedAt)
{
    public string ClientId => Request.ClientId!;

    /// <summary>Returns the authorization request of this HTTP request.</summary>
    /// <exception cref="InvalidOperationException">There is no OpenID Connect request, or it was not stored first.</exception>
    public static AuthorizationRequest Of(HttpContext context)
    {
        var transaction = context.Features.Get<OpenIddictServerAspNetCoreFeature>()?.Transaction
            ?? throw new InvalidOperationException("There is no OpenID Connect request.");
        var validated = transaction.GetProperty<ValidateAuthorizationRequestContext>(typeof(ValidateAuthorizationRequestContext).FullName!);
        return validated?.RequestTokenPrincipal?.GetCreationDate() is { } received
            ? new(context.GetOpenIddictServerRequest()!, Parameter(context, OpenIddictConstants.Parameters.RequestUri), received)
            : throw new InvalidOperationException("The authorization request was not kept.");
    }

    /// <summary>Returns a parameter as this HTTP request sends it, which may be a form; empty when it does not.</summary>
    public static string Parameter(HttpContext context, string name) =>
        (HttpMethods.IsPost(context.Request.Method) ? context.Request.Form[name] : context.Request.Query[name]).ToString();

    /// <summary>The page that leads back to this request, even from a form (see <c>ContinuePage</c>).</summary>
    public string ContinueUrl =>
        $"/connect/continue?client_id={Uri.EscapeDataString(ClientId)}&request_uri={Uri.EscapeDataString(RequestUri)}";

    public bool Wants(string prompt) => Request.HasPromptValue(prompt);

    /// <summary>
    /// The <c>acr</c> values that the client wants, best first: those of an essential claim of the ID token (OpenID Connect
    /// Core 5.5.1.1), or else <c>acr_values</c>. Both are enforced, because an application that asks for two factors means it
    /// (RFC 9470).
    /// </summary>
    public IReadOnlyList<string> AcrValues => EssentialAcr() is { Count: > 0 } essential ? essential : [.. Request.GetAcrValues()];

    private List<string> EssentialAcr()
    {
        try
        {
            if (Request.GetParameter(OpenIddictConstants.Parameters.Claims)?.ToString() is not { Length: > 0 } text)
            {
                return [];
            }

            using var claims = JsonDocument.Parse(text);
            if (!claims.RootElement.TryGetProperty("id_token", out var token) || !token.TryGetProperty("acr", out var acr)
                || acr.ValueKind != JsonValueKind.Object
                || !acr.TryGetProperty("essential", out var essential) || essential.ValueKind != JsonValueKind.True)
            {
                return [];
            }

            return acr.TryGetProperty("values", out var values) && values.ValueKind == JsonValueKind.Array
                ? [.. values.EnumerateArray().Where(value => value.ValueKind == JsonValueKind.String).Select(value => value.GetString()!)]
                : acr.TryGetProperty("value", out var one) && one.ValueKind == JsonValueKind.String ? [one.GetString()!]
                : [];
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Anything else requests nothing (5.5: unknown members are ignored).
            return [];
        }
    }
}
