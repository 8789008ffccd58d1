using Microsoft.AspNetCore.Authorization;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.TwoFactor.Policy;

namespace SecurityPortal.Settings;

/// <summary>
/// Redirects people who are past their two-factor deadline to enrolment, whatever they ask for. This covers requests;
/// <see cref="PolicyWatch"/> covers navigation within an open page.
/// </summary>
internal static class PolicyGate
{
    public const string Enrolment = "/settings/security/two-factor";

    public static void UsePolicyGate(this WebApplication app)
    {
        var deadlines = app.Services.GetRequiredService<PolicyDeadlines>();
        app.Use(async (context, next) =>
        {
            if (context.User.SessionId() is { } session
                && !IsOpen(context)
                && deadlines.MayConcern(context.User)
                && await deadlines.FindAsync(session, context.RequestAborted) is { HasPassed: true })
            {
                context.Response.Redirect(Enrolment);
                return;
            }

            await next();
        });
    }

    /// <summary>Whether the path stays open to people past their deadline.</summary>
    public static bool IsOpen(PathString path) =>
        path.StartsWithSegments(Enrolment) || path.StartsWithSegments("/sign-in") || path.StartsWithSegments("/sign-out");

    // Pages that need no sign-in grant no access, and the enrolment itself runs over the hub.
    private static bool IsOpen(HttpContext context) =>
        IsOpen(context.Request.Path)
        || context.Request.Path.StartsWithSegments("/_blazor")
        || context.Request.Path == SessionServices.PageRoomPath
        || context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null;
}
