using SecurityPortal.Authentication.Flows;
using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.Verification;

namespace SecurityPortal.SignIn.SecondFactor;

internal static class SecondFactorServices
{
    public static void AddSecondFactor(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<SecondFactorQueries>();
        builder.Services.AddSingleton<SecondFactorCompletion>();
        builder.Services.AddSingleton<SecondFactorService>();
        builder.Services.AddSingleton<SecondFactorDelivery>();
        builder.Services.AddSingleton<AuthenticationFlowOwner>();
        builder.Services.AddSingleton<DeviceTrust>();
    }

    public static void MapSecondFactor(this WebApplication app)
    {
        MapDelivery(app, "/sign-in/verify/delivery", AuthenticationFlowPurpose.SignIn);
        MapDelivery(app, "/sign-in/confirm/delivery", AuthenticationFlowPurpose.Confirm);
        MapWaiting(app, "/sign-in/verify/waiting", AuthenticationFlowPurpose.SignIn);
        MapWaiting(app, "/sign-in/confirm/waiting", AuthenticationFlowPurpose.Confirm);
    }

    // Holds the request open until the answer is given elsewhere, or some time has passed.
    private static void MapWaiting(WebApplication app, string path, AuthenticationFlowPurpose purpose) =>
        app.MapGet(path, async (
            HttpContext context, string? method, AuthenticationFlowStore flows, SecondFactorQueries step, MethodCatalogue catalogue) =>
        {
            if (await flows.FindAsync(AuthenticationFlowCookie.Read(context, purpose), purpose, context.RequestAborted) is not { } flow
                || (await step.ChoicesAsync(flow, context.RequestAborted)).Find(method) is not { } choice
                || catalogue.Find(choice.Method.Id) is not IAnsweredElsewhere waiting)
            {
                return Results.Json(new { state = "over" });
            }

            var state = await waiting.WaitAsync(flow.UserId, flow.TokenPurpose, context.RequestAborted);
            return Results.Json(new { state = state.ToString().ToLowerInvariant() });
        }).AllowAnonymous();

    // Polled by the page's script; only the browser that holds the flow gets an answer.
    private static void MapDelivery(WebApplication app, string path, AuthenticationFlowPurpose purpose) =>
        app.MapGet(path, async (
            HttpContext context, string? method, string? chosen, AuthenticationFlowStore flows, SecondFactorQueries step, CodeDelivery delivery,
            SecondFactorDelivery send) =>
        {
            if (await flows.FindAsync(AuthenticationFlowCookie.Read(context, purpose), purpose, context.RequestAborted) is not { } flow
                || await step.ChoicesAsync(flow, context.RequestAborted) is not { } choices
                || choices.Find(method) is not { } choice
                || await delivery.LineAsync(choice.Method.Id, flow.TokenPurpose, choice.Hint ?? "", context.RequestAborted)
                    is not { } line)
            {
                return Results.NotFound();
            }

            // If the method opened by itself and another one can replace it, the page reloads to offer that one.
            var again = line.HasFailed && chosen != "true" && send.Instead(choices, choice) is not null;
            return Results.Json(new { text = line.Text, final = line.IsFinal, failed = line.HasFailed, again });
        }).AllowAnonymous();
}
