using SecurityPortal.Cleanup;
using SecurityPortal.Data;

namespace SecurityPortal.Methods.SecurityKeys;

internal sealed class SecurityKeysModule : IMethodModule
{
    public static void Register(IServiceCollection services)
    {
        services.AddSettings<SecurityKeysOptions>("Methods:SecurityKeys");
        services.AddExpiredRows<KeyCeremony>(ceremony => ceremony.ExpiresAt, keptFor: TimeSpan.FromDays(1));
        services.AddSingleton<RelyingParty>();
        services.AddSingleton<KeyCeremonies>();
        services.AddSingleton<SecurityKeyStore>();
        services.AddTwoFactorMethod<SecurityKeysMethod, SecurityKeysTokenProvider>(SecurityKeysMethod.Id);
    }

    public static void Map(IEndpointRouteBuilder endpoints) => PasskeyEndpoints.Map(endpoints);
}
