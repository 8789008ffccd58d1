using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components.Endpoints;

namespace SecurityPortal.Platform.Web;

/// <summary>
/// Accepts forms: reads each once, checks its token, and answers with one of our pages in the person's language if the form
/// cannot be read, its token does not match, or the portal is too busy.
/// </summary>
internal static class Forms
{
    /// <summary>When a browser may try again if the portal was too busy.</summary>
    private const string RetrySeconds = "5";

    private static readonly string[] SignInPaths = ["/sign-in", "/sign-in/verify", "/sign-in/passkey"];

    /// <summary>Must come after authentication; use it instead of the framework's own <c>UseAntiforgery</c>, which it includes.</summary>
    public static void UseForms(this WebApplication app)
    {
        app.Use(AnswerBusyAsync);
        app.Use(ReadAsync);
        app.UseAntiforgery();
        app.Use(HoldToTokenAsync);
        app.UseRateLimiter();
    }

    /// <summary>Answers a request for which the portal is too busy.</summary>
    public static Task ShowBusyAsync(HttpContext context)
    {
        context.Response.Headers.RetryAfter = RetrySeconds;
        return context.ShowPageAsync<BusyPage>(
            StatusCodes.Status503ServiceUnavailable, new() { [nameof(BusyPage.Again)] = Again(context) });
    }

    private static async Task AnswerBusyAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (PortalBusyException) when (!context.Response.HasStarted)
        {
            context.Response.Clear();
            await ShowBusyAsync(context);
        }
    }

    // Reads the form in advance, for everything that follows. Each of the faults below is the sender's, and none is worth a
    // line in the log.
    private static async Task ReadAsync(HttpContext context, RequestDelegate next)
    {
        var (request, metadata) = (context.Request, context.GetEndpoint()?.Metadata);
        if (!HttpMethods.IsPost(request.Method) || metadata?.GetMetadata<ReadsRawBodyAttribute>() is not null)
        {
            await next(context);
            return;
        }

        try
        {
            if (request.HasFormContentType)
            {
                await request.ReadFormAsync(context.RequestAborted);
            }
            else if (metadata?.GetMetadata<IAntiforgeryMetadata>() is { RequiresValidation: true })
            {
                throw new InvalidDataException("Only a form is accepted here.");
            }
        }
        catch (Exception exception) when (exception is InvalidDataException or BadHttpRequestException or IOException
            or NotSupportedException or ArgumentException)
        {
            await RefuseAsync(
                context, FormRefusal.Unreadable, (exception as BadHttpRequestException)?.StatusCode ?? StatusCodes.Status400BadRequest);
            return;
        }

        await next(context);
    }

    private static Task HoldToTokenAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: false })
        {
            return next(context);
        }

        var request = context.Request;
        var cookie = context.RequestServices.GetRequiredService<IOptions<AntiforgeryOptions>>().Value.Cookie.Name!;
        if (request.Cookies.ContainsKey(cookie) && context.User.Identity is { IsAuthenticated: true }
            && SignInPaths.Contains(request.Path.Value, StringComparer.OrdinalIgnoreCase))
        {
            // The person has signed in in another tab meanwhile: there is nothing left to type.
            context.Response.Redirect(LocalUrl.OrHome(request.Query["returnUrl"]));
            return Task.CompletedTask;
        }

        return RefuseAsync(
            context,
            request.Cookies.Count == 0 ? FormRefusal.NoCookies
                : request.Path == "/sign-out" ? FormRefusal.SignOut
                : FormRefusal.OutOfDate,
            StatusCodes.Status400BadRequest);
    }

    private static Task RefuseAsync(HttpContext context, FormRefusal why, int status) =>
        context.ShowPageAsync<FormRefusedPage>(status, new()
        {
            [nameof(FormRefusedPage.Why)] = why,
            [nameof(FormRefusedPage.Again)] = Again(context),
        });

    // A form posts to its own page; a request without a page comes from the sign-in page, or from a page of a signed-in person.
    private static string Again(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is not null
            ? $"{context.Request.Path.ToUriComponent()}{context.Request.QueryString.ToUriComponent()}"
            : context.Request.Path.StartsWithSegments("/sign-in") ? "/sign-in" : LocalUrl.Home;
}
