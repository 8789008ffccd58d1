using SecurityPortal.Flows;
using SecurityPortal.Methods;

namespace SecurityPortal.Challenge;

internal static class ChallengeServices
{
    public static void AddChallenge(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<SecondStep>();
        builder.Services.AddScoped<PasswordConfirm>();
        builder.Services.AddSingleton<StepSend>();
        builder.Services.AddSingleton<FlowOwner>();
        builder.Services.AddSingleton<DeviceTrust>();
    }

    public static void MapChallenge(this WebApplication app)
    {
        MapDelivery(app, "/sign-in/verify/delivery", FlowPurpose.SignIn);
        MapDelivery(app, "/sign-in/confirm/delivery", FlowPurpose.Confirm);
        MapWaiting(app, "/sign-in/verify/waiting", FlowPurpose.SignIn);
        MapWaiting(app, "/sign-in/confirm/waiting", FlowPurpose.Confirm);
    }

    // Held open until the answer is given elsewhere, or a while has passed.
    private static void MapWaiting(WebApplication app, string path, FlowPurpose purpose) =>
        app.MapGet(path, async (
            HttpContext context, string? method, FlowStore flows, SecondStep step, MethodCatalogue catalogue) =>
        {
            if (await flows.FindAsync(FlowCookie.Read(context, purpose), purpose, context.RequestAborted) is not { } flow
                || (await step.ChoicesAsync(flow, context.RequestAborted)).Find(method) is not { } choice
                || catalogue.Find(choice.Method.Id) is not IAnsweredElsewhere waiting)
            {
                return Results.Json(new { state = "over" });
            }

            var state = await waiting.WaitAsync(flow.UserId, flow.TokenPurpose, context.RequestAborted);
            return Results.Json(new { state = state.ToString().ToLowerInvariant() });
        }).AllowAnonymous();

    // Asked by the page's script now and then; only the browser that holds the flow gets an answer.
    private static void MapDelivery(WebApplication app, string path, FlowPurpose purpose) =>
        app.MapGet(path, async (
            HttpContext context, string? method, string? chosen, FlowStore flows, SecondStep step, CodeDelivery delivery,
            StepSend send) =>
        {
            if (await flows.FindAsync(FlowCookie.Read(context, purpose), purpose, context.RequestAborted) is not { } flow
                || await step.ChoicesAsync(flow, context.RequestAborted) is not { } choices
                || choices.Find(method) is not { } choice
                || await delivery.LineAsync(choice.Method.Id, flow.TokenPurpose, choice.Hint ?? "", context.RequestAborted)
                    is not { } line)
            {
                return Results.NotFound();
            }

            // Opened by itself, the page has something else to offer: it is loaded anew for that.
            var again = line.HasFailed && chosen != "true" && send.Instead(choices, choice) is not null;
            return Results.Json(new { text = line.Text, final = line.IsFinal, failed = line.HasFailed, again });
        }).AllowAnonymous();
}
