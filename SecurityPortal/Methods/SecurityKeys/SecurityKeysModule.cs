using SecurityPortal.Cleanup;

namespace SecurityPortal.Methods.SecurityKeys;

internal sealed class SecurityKeysModule : IMethodModule
{
    public static void Register(IServiceCollection services)
    {
        services.AddOptions<SecurityKeysOptions>().BindConfiguration("Methods:SecurityKeys")
            .Validate(options => options.MaxPerPerson is > 0 and <= 100, "Methods:SecurityKeys:MaxPerPerson must be from 1 to 100.")
            .ValidateOnStart();
        services.AddExpiredRows<KeyCeremony>(ceremony => ceremony.ExpiresAt, keptFor: TimeSpan.FromDays(1));
        services.AddSingleton<RelyingParty>();
        services.AddSingleton<KeyCeremonies>();
        services.AddSingleton<SecurityKeyStore>();
        services.AddTwoFactorMethod<SecurityKeysMethod, SecurityKeysTokenProvider>(SecurityKeysMethod.Id);
    }

    public static void Map(IEndpointRouteBuilder endpoints) => PasskeyEndpoints.Map(endpoints);
}
