using SecurityPortal.Accounts;
using SecurityPortal.Accounts.Recovery;
using SecurityPortal.Audit;
using SecurityPortal.Authentication.Flows;
using SecurityPortal.Authentication.Passwords;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Hosting.Cli;
using SecurityPortal.Hosting.DemoData;
using SecurityPortal.Messaging.Delivery;
using SecurityPortal.Messaging.Notifications;
using SecurityPortal.OpenId;
using SecurityPortal.Platform.BackgroundJobs.Cleanup;
using SecurityPortal.Platform.Health;
using SecurityPortal.Platform.Observability;
using SecurityPortal.Platform.RateLimiting;
using SecurityPortal.Platform.Signals;
using SecurityPortal.Platform.Web;
using SecurityPortal.Settings;
using SecurityPortal.SignIn.Links;
using SecurityPortal.SignIn.Password;
using SecurityPortal.SignIn.Reauthentication;
using SecurityPortal.SignIn.SecondFactor;
using SecurityPortal.Support;
using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.Enrolment;
using SecurityPortal.TwoFactor.IdentityImport;
using SecurityPortal.TwoFactor.Management;
using SecurityPortal.TwoFactor.OneTimeCodes;
using SecurityPortal.TwoFactor.Overview;
using SecurityPortal.TwoFactor.PhoneNumbers;
using SecurityPortal.TwoFactor.Policy;
using SecurityPortal.TwoFactor.Verification;

if (await PortalCommands.AnswerAsync(args, Console.Out, Console.Error) is { } answered)
{
    return answered;
}

try
{
    return await ServeAsync(args);
}
catch (Exception exception) when (StartOptions.IsOwnProcess)
{
    await Console.Error.WriteLineAsync($"The portal does not start:\n- {string.Join("\n- ", PlainFault.Of(exception))}");
    return 1;
}

static async Task<int> ServeAsync(string[] args)
{
    StartOptions.RefuseOldRuntime(Environment.Version);
    var builder = WebApplication.CreateBuilder(StartOptions.Of(args));

    builder.AddSecretFiles();
    builder.AddSystemd();
    builder.AddDatabase();
    builder.AddPasswords();
    builder.AddSignals();
    builder.AddRateLimits();
    builder.AddAuditLog();
    builder.AddDelivery();
    builder.AddNotifications();
    builder.AddOneTimeCodes();
    builder.AddPhoneNumbers();
    builder.AddSessions();
    builder.AddAuthenticationFlows();
    builder.AddTwoFactor();
    builder.AddTwoFactorPolicy();
    builder.AddMethodManagement();
    builder.AddVerification();
    builder.AddEnrolment();
    builder.AddTwoFactorOverview();
    builder.AddIdentityImport();
    builder.AddAccounts();
    builder.AddRecovery();
    builder.AddOpenId();
    builder.AddSignIn();
    builder.AddLinkPages();
    builder.AddSecondFactor();
    builder.AddReauthentication();
    builder.AddSettingsPages();
    builder.AddSupport();
    builder.AddDemoData();
    builder.AddCleanup();
    builder.AddHealth();
    builder.AddObservability();
    builder.AddWeb();
    builder.AddCommands(args);

    var app = builder.Build();
    if (await app.RunCommandAsync(args) is { } exitCode)
    {
        return exitCode;
    }

    await app.RefuseFaultsAsync();

    // Preparing the data and setting up the pipeline below take most of the start-up time, and neither needs the other.
    var data = Task.Run(async () =>
    {
        await app.PrepareDatabaseAsync();
        await app.PrepareDemoDataAsync();
        await app.PrepareOpenIdAsync();
    });

    app.UseWeb();
    app.UseProxyWatch();
    app.UseOpenId();
    app.UseAuthentication();
    app.UsePersonLanguage();
    app.UseAuthorization();
    app.UsePolicyGate();
    app.UsePageConnections();
    app.UseForms();

    app.MapWeb();
    app.MapHealth();
    app.MapSessions();
    app.MapSignIn();
    app.MapSecondFactor();
    app.MapTwoFactor();
    app.MapSettingsPages();
    app.MapOpenId();
    app.MapSupport();
    app.MapDelivery();
    app.PrepareEndpoints();

    await data;
    await app.RunAsync();
    return 0;
}
