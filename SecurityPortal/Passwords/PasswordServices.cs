using Microsoft.AspNetCore.Identity;
using SecurityPortal.Data;

namespace SecurityPortal.Passwords;

internal static class PasswordServices
{
    public static void AddPasswords(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<HashGate>();
        builder.Services.AddSingleton<IPasswordHasher<PortalUser>, Argon2PasswordHasher>();
        builder.Services.AddSingleton<PasswordVerifier>();
    }
}
