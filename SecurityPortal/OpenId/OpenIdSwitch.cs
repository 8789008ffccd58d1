using Microsoft.AspNetCore.Diagnostics;

namespace SecurityPortal.OpenId;

/// <summary>Hides the provider's endpoints while there is no client. Development always has one.</summary>
internal sealed class OpenIdSwitch(ClientStore clients)
{
    private static readonly string[] Documents =
        ["/.well-known/openid-configuration", "/.well-known/oauth-authorization-server", "/.well-known/jwks"];

    /// <summary>Whether scripts from other origins may call this address, as single-page applications need to.</summary>
    public static bool IsForScripts(PathString path) =>
        IsDocument(path) || path == "/connect/token" || path == "/connect/userinfo" || path == "/connect/revoke";

    /// <summary>Whether this is a document that anybody may read, from any origin.</summary>
    public static bool IsDocument(PathString path) => Array.Exists(Documents, document => path == document);

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (!context.Request.Path.StartsWithSegments("/connect") && !IsDocument(context.Request.Path))
        {
            await next(context);
            return;
        }

        if (!await clients.AnyAsync(context.RequestAborted))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        // Status pages must not replace responses to programs.
        if (context.Features.Get<IStatusCodePagesFeature>() is { } pages)
        {
            pages.Enabled = false;
        }

        if (!await CanReadAsync(context))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        await next(context);
    }

    // Reads the form in advance, for everything that follows. A body that cannot be read is the sender's fault, not an error of
    // ours.
    private static async Task<bool> CanReadAsync(HttpContext context)
    {
        if (!HttpMethods.IsPost(context.Request.Method) || !context.Request.HasFormContentType)
        {
            return true;
        }

        try
        {
            await context.Request.ReadFormAsync(context.RequestAborted);
            return true;
        }
        catch (Exception exception) when (exception is InvalidDataException or BadHttpRequestException or IOException
            or NotSupportedException or ArgumentException)
        {
            return false;
        }
    }
}
