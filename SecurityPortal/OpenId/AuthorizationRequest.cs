using System.Text.Json;
using Microsoft.AspNetCore;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SecurityPortal.OpenId;

/// <summary>A request of a client that OpenIddict found right, with what it wants of the sign-in.</summary>
/// <param name="Request">As the client sent it; it is kept in the database and found again by its <c>request_uri</c>.</param>
/// <param name="RequestUri">By which the browser comes back to it.</param>
/// <param name="ReceivedAt">When it came first. Whole seconds: what is newer was done for it.</param>
internal sealed record AuthorizationRequest(OpenIddictRequest Request, string RequestUri, DateTimeOffset ReceivedAt)
{
    public string ClientId => Request.ClientId!;

    /// <summary>The request of this HTTP request.</summary>
    /// <exception cref="InvalidOperationException">It was not kept before it came here.</exception>
    public static AuthorizationRequest Of(HttpContext context)
    {
        var transaction = context.Features.Get<OpenIddictServerAspNetCoreFeature>()?.Transaction
            ?? throw new InvalidOperationException("There is no OpenID Connect request.");
        var validated = transaction.GetProperty<ValidateAuthorizationRequestContext>(typeof(ValidateAuthorizationRequestContext).FullName!);
        return validated?.RequestTokenPrincipal?.GetCreationDate() is { } received
            ? new(context.GetOpenIddictServerRequest()!, context.Request.Query[OpenIddictConstants.Parameters.RequestUri].ToString(), received)
            : throw new InvalidOperationException("The authorization request was not kept.");
    }

    /// <summary>The page that leads back here, from a form too (see <c>ContinuePage</c>).</summary>
    public string ContinueUrl =>
        $"/connect/continue?client_id={Uri.EscapeDataString(ClientId)}&request_uri={Uri.EscapeDataString(RequestUri)}";

    public bool Wants(string prompt) => Request.HasPromptValue(prompt);

    /// <summary>
    /// The values of <c>acr</c> that the client wants, best first: an essential claim of the ID token (OpenID Connect Core
    /// 5.5.1.1), else <c>acr_values</c>. Both are held to, since an application that asks for two factors means it (RFC 9470).
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
            // What is no such object asks for nothing (5.5: unknown members are ignored).
            return [];
        }
    }
}
