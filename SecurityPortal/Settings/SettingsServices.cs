namespace SecurityPortal.Settings;

internal static class SettingsServices
{
    public static void AddSettings(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<StrengthWords>();
        builder.Services.AddSingleton<FaultWords>();
        builder.Services.AddSingleton<SessionWords>();
    }
}
