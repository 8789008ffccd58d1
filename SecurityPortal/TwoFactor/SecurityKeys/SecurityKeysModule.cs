using SecurityPortal.Platform.BackgroundJobs.Cleanup;
using SecurityPortal.Platform.Web;

namespace SecurityPortal.TwoFactor.SecurityKeys;

internal sealed class SecurityKeysModule : IMethodModule
{
    public static void Register(IServiceCollection services)
    {
        services.AddSettings<SecurityKeysOptions>("Methods:SecurityKeys")
            .Validate(options => options.MaxPerPerson is > 0 and <= 100, "Methods:SecurityKeys:MaxPerPerson must be from 1 to 100.")
            .Validate(options => options.AsksPerMinute > 0, "Methods:SecurityKeys:AsksPerMinute must be above zero.")
            .Validate(options => options.TriesPerNetwork > 0, "Methods:SecurityKeys:TriesPerNetwork must be above zero.")
            .Validate(options => options.OfferEvery >= TimeSpan.Zero, "Methods:SecurityKeys:OfferEvery must not be below zero.")
            .Validate(options => options.DeviceBoundForRoles.All(PortalRoles.IsStaff),
                $"Methods:SecurityKeys:DeviceBoundForRoles names an unknown role. Known roles: {string.Join(", ", PortalRoles.Staff)}.")
            .ValidateOnStart();

        // Anybody can request a challenge, so expired rows are deleted at the next cleanup.
        services.AddExpiredRows<KeyCeremony>(ceremony => ceremony.ExpiresAt, keptFor: TimeSpan.Zero);
        services.AddSingleton<RelyingParty>();
        services.AddSingleton<PasskeyPolicy>();
        services.AddSingleton<PasskeyOffers>();
        services.AddSingleton<AcceptedPasskeys>();
        services.AddSingleton(new PageExtra(typeof(PasskeySignals)));
        services.AddSingleton<KeyCeremonies>();
        services.AddSingleton<SecurityKeyStore>();
        services.AddSingleton<CopiedKeys>();
        services.AddSingleton<PasskeyRefusals>();
        services.AddSingleton<PasskeyLimits>();
        services.AddTwoFactorMethod<SecurityKeysMethod, SecurityKeysTokenProvider>(SecurityKeysMethod.Id);
    }

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        PasskeyEndpoints.Map(endpoints);
        PasskeyAddresses.Map(endpoints);
    }
}
