using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SecurityPortal.OpenId;

/// <summary>
/// Refuses authorization requests with unreadable parameters. OpenIddict ignores such parameters, so a client that asks for a
/// fresher or stronger sign-in in a malformed way would get any sign-in.
/// </summary>
internal sealed class RequestRules : IOpenIddictServerHandler<ValidateAuthorizationRequestContext>, IOpenIddictServerHandler<ValidatePushedAuthorizationRequestContext>
{
    private const string Registration = "registration";

    public static OpenIddictServerHandlerDescriptor Descriptor { get; } =
        OpenIddictServerHandlerDescriptor.CreateBuilder<ValidateAuthorizationRequestContext>()
            .UseSingletonHandler<RequestRules>()
            .SetOrder(OpenIddictServerHandlers.Authentication.ValidatePromptParameter.Descriptor.Order + 500)
            .Build();

    public static OpenIddictServerHandlerDescriptor PushedDescriptor { get; } =
        OpenIddictServerHandlerDescriptor.CreateBuilder<ValidatePushedAuthorizationRequestContext>()
            .UseSingletonHandler<RequestRules>()
            .SetOrder(OpenIddictServerHandlers.Authentication.ValidatePushedPromptParameter.Descriptor.Order + 500)
            .Build();

    public ValueTask HandleAsync(ValidateAuthorizationRequestContext context)
    {
        if (FaultOf(context.Request) is var (error, description))
        {
            context.Reject(error, description);
        }

        return default;
    }

    public ValueTask HandleAsync(ValidatePushedAuthorizationRequestContext context)
    {
        if (FaultOf(context.Request) is var (error, description))
        {
            context.Reject(error, description);
        }

        return default;
    }

    private static (string Error, string Description)? FaultOf(OpenIddictRequest request) => request switch
    {
        _ when !string.IsNullOrEmpty(Text(request, Registration)) =>
            (Errors.RegistrationNotSupported, "Clients are registered by the operator."),
        _ when Text(request, Parameters.MaxAge) is { } age
            && !long.TryParse(age, NumberStyles.None, CultureInfo.InvariantCulture, out _) =>
            (Errors.InvalidRequest, "max_age is not a number of seconds."),
        _ when Text(request, Parameters.Claims) is { Length: > 0 } claims && !IsObject(claims) =>
            (Errors.InvalidRequest, "claims is not a JSON object."),
        _ => null,
    };

    private static string? Text(OpenIddictRequest request, string name) => request.GetParameter(name)?.ToString();

    private static bool IsObject(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
