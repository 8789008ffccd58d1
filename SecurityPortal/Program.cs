using SecurityPortal.Accounts;
using SecurityPortal.ActivityLog;
using SecurityPortal.Challenge;
using SecurityPortal.Cleanup;
using SecurityPortal.Commands;
using SecurityPortal.Data;
using SecurityPortal.Delivery;
using SecurityPortal.DemoData;
using SecurityPortal.Flows;
using SecurityPortal.Health;
using SecurityPortal.Methods;
using SecurityPortal.Notices;
using SecurityPortal.OneTimeCodes;
using SecurityPortal.OpenId;
using SecurityPortal.Passwords;
using SecurityPortal.PhoneNumbers;
using SecurityPortal.Recovery;
using SecurityPortal.Sessions;
using SecurityPortal.Settings;
using SecurityPortal.Shell;
using SecurityPortal.Signals;
using SecurityPortal.SignIn;
using SecurityPortal.Support;
using SecurityPortal.Telemetry;

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
    builder.AddData();
    builder.AddPasswords();
    builder.AddSignals();
    builder.AddAuditLog();
    builder.AddDelivery();
    builder.AddNotifications();
    builder.AddOneTimeCodes();
    builder.AddPhoneNumbers();
    builder.AddSessions();
    builder.AddFlows();
    builder.AddMethods();
    builder.AddAccounts();
    builder.AddRecovery();
    builder.AddOpenId();
    builder.AddSignIn();
    builder.AddChallenge();
    builder.AddSettings();
    builder.AddSupport();
    builder.AddDemoData();
    builder.AddCleanup();
    builder.AddHealth();
    builder.AddTelemetry();
    builder.AddWeb();
    builder.AddCommands(args);

    var app = builder.Build();
    if (await app.RunCommandAsync(args) is { } exitCode)
    {
        return exitCode;
    }

    await app.RefuseFaultsAsync();

    // These and what follows are most of a start, and neither needs the other.
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
    app.MapPasswords();
    app.MapSignIn();
    app.MapChallenge();
    app.MapMethods();
    app.MapSettings();
    app.MapOpenId();
    app.MapSupport();
    app.MapDelivery();
    app.PrepareEndpoints();

    await data;
    await app.RunAsync();
    return 0;
}
