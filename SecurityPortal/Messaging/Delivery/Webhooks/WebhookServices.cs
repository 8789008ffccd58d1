using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using SecurityPortal.Messaging.Delivery.Twilio;
using SecurityPortal.Platform.Web;

namespace SecurityPortal.Messaging.Delivery.Webhooks;

internal static class WebhookServices
{
    public static void AddWebhooks(this IServiceCollection services)
    {
        services.AddSingleton<CallbackInbox>();
        services.AddHostedService(provider => provider.GetRequiredService<CallbackInbox>());
        services.AddSingleton<CallbackProcessor>();
        services.AddHostedService<CallbackWorker>();
        services.AddSingleton<TwilioWebhook>();
        services.AddSingleton<TemplateNews>();
        services.AddSingleton<WhatsAppWebhook>();
    }

    public static void MapWebhooks(this WebApplication app)
    {
        app.MapPost(TwilioClient.CallbackPath, async (HttpContext context, TwilioWebhook webhook) =>
            await TakeAsync(context, TwilioWebhook.MaxBody, webhook.TakeAsync))
            .AllowAnonymous().WithMetadata(new ReadsRawBodyAttribute());
        app.MapPost(WhatsAppWebhook.Path, async (HttpContext context, WhatsAppWebhook webhook) =>
            await TakeAsync(context, WhatsAppWebhook.MaxBody, webhook.TakeAsync))
            .AllowAnonymous()
            .WithMetadata(new ReadsRawBodyAttribute(), new RequestSizeLimitAttribute(WhatsAppWebhook.MaxBody));
        app.MapGet(WhatsAppWebhook.Path, (HttpContext context, WhatsAppWebhook webhook) =>
        {
            // Machines call this, so no page replaces the status code.
            context.Features.Get<IStatusCodePagesFeature>()?.Enabled = false;
            return webhook.Greet(context.Request.Query) is { } challenge
                ? Results.Text(challenge)
                : Results.StatusCode(StatusCodes.Status403Forbidden);
        }).AllowAnonymous();
    }

    private static async Task<IResult> TakeAsync(
        HttpContext context, int maxBody, Func<HttpRequest, byte[], CancellationToken, Task<int>> take)
    {
        // Too long to come from a provider, so the response gives no reason.
        if (await ReadAsync(context.Request, maxBody, context.RequestAborted) is not { } body)
        {
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        }

        return Results.StatusCode(await take(context.Request, body, context.RequestAborted));
    }

    private static async Task<byte[]?> ReadAsync(HttpRequest request, int max, CancellationToken cancellationToken)
    {
        try
        {
            using var body = new MemoryStream();
            var buffer = new byte[16 * 1024];
            int read;
            while ((read = await request.Body.ReadAsync(buffer, cancellationToken)) > 0)
            {
                if (body.Length + read > max)
                {
                    return null;
                }

                body.Write(buffer, 0, read);
            }

            return body.ToArray();
        }
        catch (BadHttpRequestException)
        {
            return null;
        }
    }
}
