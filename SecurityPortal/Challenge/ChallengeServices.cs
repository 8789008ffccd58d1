using SecurityPortal.Flows;
using SecurityPortal.Methods;

namespace SecurityPortal.Challenge;

internal static class ChallengeServices
{
    public static void AddChallenge(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<SecondStep>();
        builder.Services.AddScoped<PasswordConfirm>();
        builder.Services.AddSingleton<DeliveryWords>();
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
            HttpContext context, string? method, FlowStore flows, SecondStep step, CodeDelivery delivery, DeliveryWords words) =>
        {
            if (await flows.FindAsync(FlowCookie.Read(context, purpose), purpose, context.RequestAborted) is not { } flow
                || (await step.ChoicesAsync(flow, context.RequestAborted)).Find(method) is not { } choice
                || await delivery.ProgressAsync(choice.Method.Id, flow.TokenPurpose, context.RequestAborted) is not { } progress)
            {
                return Results.NotFound();
            }

            return Results.Json(new { text = words.Say(progress.Step, choice), final = progress.Step >= CodeStep.Delivered });
        }).AllowAnonymous();
}
