using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Identity;
using SecurityPortal.Data;

namespace SecurityPortal.Passwords;

internal static class PasswordServices
{
    public static void AddPasswords(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<HashGate>();
        builder.Services.AddOptions<PasswordFormatOptions>().BindConfiguration("Passwords")
            .Validate(options => options.Format is null || Enum.IsDefined(options.Format.Value), "Passwords:Format must be Argon2id or Identity.")
            .ValidateOnStart();
        builder.Services.AddSingleton<PortalPasswordHasher>();
        builder.Services.AddSingleton<IPasswordHasher<PortalUser>>(services => services.GetRequiredService<PortalPasswordHasher>());
        builder.Services.AddSingleton<PasswordHashKinds>();
        builder.Services.AddSingleton<PasswordVerifier>();
        builder.Services.AddSingleton<PasswordRules>();
        builder.Services.AddSingleton<PasswordWords>();
    }

    public static void MapPasswords(this WebApplication app)
    {
        HugePages.Advise(app.Logger);
        app.MapPost("/passwords/strength", StrengthAsync).AllowAnonymous();
    }

    // For the meter beside the field. Nothing of it is kept or logged.
    private static async Task<IResult> StrengthAsync(
        HttpContext context, IAntiforgery antiforgery, PasswordRules rules, PasswordWords words)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
        {
            return Results.BadRequest();
        }

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var password = form[NewPasswordField.FieldName].ToString();
        var score = rules.Strength(password);
        return Results.Json(new { score, text = words.Strength(score) });
    }
}
