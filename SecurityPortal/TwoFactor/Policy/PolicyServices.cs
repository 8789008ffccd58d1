using SecurityPortal.Authentication.Sessions;

namespace SecurityPortal.TwoFactor.Policy;

/// <summary>Registers what the operator requires of people and staff.</summary>
internal static class PolicyServices
{
    public static void AddTwoFactorPolicy(this WebApplicationBuilder builder)
    {
        builder.Services.AddSettings<PolicyOptions>("Policy").ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<PolicyOptions>, PolicyOptionsValidator>();
        builder.Services.AddSingleton<PolicyDeadlines>();
        builder.Services.AddSingleton<IEnrolmentDuty>(services => services.GetRequiredService<PolicyDeadlines>());
        builder.Services.AddSingleton<StaffMethods>();
    }
}
