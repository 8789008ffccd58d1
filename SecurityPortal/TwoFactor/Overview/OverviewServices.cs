namespace SecurityPortal.TwoFactor.Overview;

/// <summary>Registers what the settings page shows.</summary>
internal static class OverviewServices
{
    public static void AddTwoFactorOverview(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<MethodViews>();
        builder.Services.AddSingleton<TwoFactorQueries>();
    }
}
