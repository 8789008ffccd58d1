using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.RateLimiting;
using SecurityPortal.Audit;
using SecurityPortal.Authentication.Flows;
using SecurityPortal.Authentication.Sessions;

namespace SecurityPortal.SignIn.Password;

internal static class SignInServices
{
    public static void AddSignIn(this WebApplicationBuilder builder)
    {
        builder.Services.AddSettings<SignInOptions>("SignIn")
            .Validate(options => options.TriesPerAccount is > 0 and <= 10, "SignIn:TriesPerAccount must be from 1 to 10.")
            .Validate(options => options.TriesPerAddress > 0, "SignIn:TriesPerAddress must be above zero.")
            .ValidateOnStart();
        builder.Services.Configure<RateLimiterOptions>(
            limits => limits.AddPolicy<string, StrengthLimit>(StrengthLimit.Policy));
        builder.Services.AddSingleton<PasswordAttempts>();
        builder.Services.AddSingleton<PasswordRefusals>();
        builder.Services.AddSingleton<SignInDevice>();
        builder.Services.AddSingleton<PasswordNextStep>();
        builder.Services.AddScoped<PasswordSignIn>();
    }

    public static void MapSignIn(this WebApplication app)
    {
        app.MapPost("/sign-out", SignOutAsync).AllowAnonymous().WithMetadata(new RequireAntiforgeryTokenAttribute());
        PasswordStrengthEndpoint.Map(app);
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, SessionStore sessions, AuditLogWriter log)
    {
        if (context.User.SessionId() is { } session && context.User.UserId() is { } user)
        {
            await sessions.EndAsync(user, session);
            await log.AppendAsync(new AuditEvent(user, AuditEvents.SignedOut).From(ClientInfo.Of(context)));
        }

        SessionCookie.Clear(context);
        AuthenticationFlowCookie.Clear(context, AuthenticationFlowPurpose.SignIn);
        AuthenticationFlowCookie.Clear(context, AuthenticationFlowPurpose.Confirm);
        context.Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
        return Results.LocalRedirect("/sign-in?reason=signed-out");
    }
}
