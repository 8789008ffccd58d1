using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace SecurityPortal.Platform.Web;

/// <summary>Answers with one of our pages instead of what was requested, whatever the HTTP method.</summary>
internal static class PageAnswer
{
    /// <param name="context">The request; its response must not have started.</param>
    /// <param name="status">The status of the response.</param>
    /// <param name="parameters">The parameters of the page.</param>
    public static async Task ShowPageAsync<TPage>(
        this HttpContext context, int status, Dictionary<string, object?>? parameters = null)
        where TPage : IComponent
    {
        // A scope of its own: the request's services may be in the middle of rendering another page.
        var services = context.RequestServices;
        await using var scope = services.CreateAsyncScope();
        context.RequestServices = scope.ServiceProvider;
        try
        {
            await new RazorComponentResult<App>(new { Answer = typeof(TPage), Parameters = parameters ?? [] })
            {
                StatusCode = status,
                PreventStreamingRendering = true,
            }.ExecuteAsync(context);
        }
        finally
        {
            context.RequestServices = services;
        }
    }
}
