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
    }

    public static void MapChallenge(this WebApplication app)
    {
        MapDelivery(app, "/sign-in/verify/delivery", FlowPurpose.SignIn);
        MapDelivery(app, "/sign-in/confirm/delivery", FlowPurpose.Confirm);
    }

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
