using System.CommandLine;
using SecurityPortal.Platform.Database.FromIdentity;
using SecurityPortal.TwoFactor.IdentityImport;

namespace SecurityPortal.Hosting.Cli;

/// <summary>Creates the database or brings it up to date, and encrypts keys that are still in plain text.</summary>
internal sealed class MigrateCommand : PortalVerb
{
    private const int Told = 1000;

    private readonly Option<bool> _fromIdentity = new("--from-identity")
    {
        Description = "uses the database of an application with ASP.NET Core Identity, and imports its people",
    };

    public MigrateCommand()
        : base("migrate", "creates the database, or brings it up to date") => Command.Add(_fromIdentity);

    public override VerbNeeds Needs => VerbNeeds.Settings;

    public override async Task<int> RunAsync(VerbCall call)
    {
        var (services, output, fromIdentity) = (call.Services, call.Output, call.Given.GetValue(_fromIdentity));
        if (fromIdentity)
        {
            await services.MakeTablesBesideIdentityAsync();
        }

        if (await services.MigrateDatabaseAsync() is { } made)
        {
            await output.WriteLineAsync($"Created the database {made}.");
        }

        await EncryptKeysAsync(services, output);
        await services.RefuseOtherKeyRingAsync();
        services.LoadKey();
        await output.WriteLineAsync("The database is up to date.");
        if (fromIdentity)
        {
            await ImportAsync(services, output);
        }

        return 0;
    }

    private static async Task EncryptKeysAsync(IServiceProvider services, TextWriter output)
    {
        var (options, environment) = (services.GetRequiredService<IOptions<DatabaseOptions>>().Value, services.GetRequiredService<IHostEnvironment>());
        if (options.Kind == DatabaseProvider.Sqlite && KeyRing.Certificate(environment, options) is { } certificate
            && KeyRing.EncryptAll(environment, options, certificate, services.GetRequiredService<ILoggerFactory>()) is > 0 and var count)
        {
            await output.WriteLineAsync($"Encrypted {count} keys that were in plain text.");
        }
    }

    private static async Task ImportAsync(IServiceProvider services, TextWriter output)
    {
        var line = TextWriter.Synchronized(output);
        var result = await services.GetRequiredService<IdentityImporter>().RunAsync((done, all) =>
        {
            if (done % Told == 0)
            {
                line.WriteLine($"{done} of {all} people");
            }
        });
        await new IdentityImportReport(services, output).TellAsync(result);
    }
}
