using System.Net.Mime;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore;
using NetEscapades.AspNetCore.SecurityHeaders;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;
using SecurityPortal.Platform.Web;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SecurityPortal.OpenId;

/// <summary>
/// Answers with <c>form_post</c> (OAuth 2.0 Form Post Response Mode), on a page whose script our content security policy allows
/// and whose form may post to this client. OpenIddict's own page has neither.
/// </summary>
internal sealed class FormPostAnswer : IOpenIddictServerHandler<ApplyAuthorizationResponseContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } =
        OpenIddictServerHandlerDescriptor.CreateBuilder<ApplyAuthorizationResponseContext>()
            .UseSingletonHandler<FormPostAnswer>()
            .SetOrder(OpenIddictServerAspNetCoreHandlers.Authentication.ProcessFormPostResponse.Descriptor.Order - 500)
            .Build();

    public async ValueTask HandleAsync(ApplyAuthorizationResponseContext context)
    {
        if (context is not { RedirectUri.Length: > 0, ResponseMode: "form_post" } || context.Transaction.GetHttpRequest()?.HttpContext is not { } http)
        {
            return;
        }

        var html = HtmlEncoder.Default;
        var page = new StringBuilder($"""
            <!DOCTYPE html><html lang="en"><head><meta charset="utf-8" /><title>…</title></head><body>
            <form method="post" action="{html.Encode(context.RedirectUri)}">
            """);
        foreach (var (name, value) in context.Response.GetParameters())
        {
            if ((string?)value is { } text)
            {
                page.Append(null, $"""<input type="hidden" name="{html.Encode(name)}" value="{html.Encode(text)}" />""");
            }
        }

        page.Append(null, $"""
            <noscript><button type="submit">→</button></noscript></form>
            <script nonce="{http.GetNonce()}">document.forms[0].submit();</script></body></html>
            """);
        http.AllowFormTarget(new Uri(context.RedirectUri));
        http.Response.StatusCode = StatusCodes.Status200OK;
        http.Response.ContentType = $"{MediaTypeNames.Text.Html}; charset=utf-8";
        await http.Response.WriteAsync(page.ToString(), context.CancellationToken);
        context.HandleRequest();
    }
}
