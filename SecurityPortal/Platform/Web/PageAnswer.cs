using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace SecurityPortal.Platform.Web;

/// <summary>Answers with one of our pages in the place of what was asked for, whatever the verb.</summary>
internal static class PageAnswer
{
    /// <param name="context">The request; its answer must not have begun.</param>
    /// <param name="status">The status of the answer.</param>
    /// <param name="parameters">Those of the page.</param>
    public static async Task ShowPageAsync<TPage>(
        this HttpContext context, int status, Dictionary<string, object?>? parameters = null)
        where TPage : IComponent
    {
        // Services of its own: those of the request may be in the middle of another page.
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
