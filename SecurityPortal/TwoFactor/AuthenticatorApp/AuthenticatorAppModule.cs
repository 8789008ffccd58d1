namespace SecurityPortal.TwoFactor.AuthenticatorApp;

internal sealed class AuthenticatorAppModule : IMethodModule
{
    public static void Register(IServiceCollection services)
    {
        services.AddSettings<AuthenticatorAppOptions>("Methods:AuthenticatorApp")
            .Validate(options => options.MaxPerPerson is > 0 and <= 100, "Methods:AuthenticatorApp:MaxPerPerson must be from 1 to 100.")
            .ValidateOnStart();

        // The codes that an app shows now and next: either may have been used already (ASVS 6.5.1).
        services.AddRestoreStep("current authenticator codes", (db, now, cancellationToken) =>
        {
            var newest = AuthenticatorKey.StepAt(now) + 1;
            return db.Set<EnrolledApp>().Where(app => app.LastStep < newest)
                .ExecuteUpdateAsync(set => set.SetProperty(app => app.LastStep, newest), cancellationToken);
        });
        services.AddSingleton<AppStore>();
        services.AddTwoFactorMethod<AuthenticatorAppMethod, AuthenticatorAppTokenProvider>(AuthenticatorAppMethod.Id);
    }
}
