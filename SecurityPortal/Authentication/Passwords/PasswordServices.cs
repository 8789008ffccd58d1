using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.RateLimiting;
using SecurityPortal.Platform.Web;

namespace SecurityPortal.Authentication.Passwords;

internal static class PasswordServices
{
    public static void AddPasswords(this WebApplicationBuilder builder)
    {
        builder.Services.AddSettings<PasswordOptions>("Passwords")
            .Validate(options => options.QueueLimit > 0, "Passwords:QueueLimit must be above zero.")
            .Validate(options => options.StrengthPerNetwork > 0, "Passwords:StrengthPerNetwork must be above zero.")
            .Validate(options => options.Format is null || Enum.IsDefined(options.Format.Value), "Passwords:Format must be Argon2id or Identity.")
            .ValidateOnStart();
        builder.Services.AddRateLimiter(limits =>
        {
            limits.AddPolicy<string, HashingLimit>(HashingLimit.Policy);
            limits.RejectionStatusCode = StatusCodes.Status503ServiceUnavailable;
            limits.OnRejected = async (rejected, _) => await Forms.ShowBusyAsync(rejected.HttpContext);
        });
        builder.Services.AddOptions<RateLimiterOptions>().Configure<IOptions<PasswordOptions>>(
            (limits, options) => limits.GlobalLimiter = HashingLimit.ForAll(options.Value.QueueLimit));
        builder.Services.AddSingleton<HashConcurrencyLimiter>();
        builder.Services.AddSingleton<PortalPasswordHasher>();
        builder.Services.AddSingleton<IPasswordHasher<PortalUser>>(services => services.GetRequiredService<PortalPasswordHasher>());
        builder.Services.AddSingleton<PasswordHashKinds>();
        builder.Services.AddSingleton<PasswordVerifier>();
        builder.Services.AddSingleton<PasswordRules>();
        builder.Services.AddSingleton<PasswordStrength>();
        builder.Services.AddSingleton<PasswordTexts>();
    }
}
