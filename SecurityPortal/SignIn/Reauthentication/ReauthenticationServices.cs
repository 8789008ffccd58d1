namespace SecurityPortal.SignIn.Reauthentication;

internal static class ReauthenticationServices
{
    public static void AddReauthentication(this WebApplicationBuilder builder) =>
        builder.Services.AddScoped<PasswordReauthentication>();
}
