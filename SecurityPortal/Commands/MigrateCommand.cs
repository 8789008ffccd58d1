using SecurityPortal.Data;
using SecurityPortal.Data.FromIdentity;
using SecurityPortal.Methods;

namespace SecurityPortal.Commands;

internal sealed class MigrateCommand : IPortalCommand
{
    private const string FromIdentity = "--from-identity";
    private const int Told = 1000;

    public string[] Verb => ["migrate"];

    public string Usage => $"migrate [{FromIdentity}]";

    public string Description => "makes the database or brings it up to date; --from-identity: beside the tables of ASP.NET Core Identity, with its people";

    public async Task<int> RunAsync(IServiceProvider services, string[] args, TextWriter output, TextWriter errors)
    {
        if (args is not ([] or [FromIdentity]))
        {
            return 2;
        }

        try
        {
            if (args is [FromIdentity])
            {
                await services.MakeTablesBesideIdentityAsync();
            }

            await services.MigrateDatabaseAsync();
        }
        catch (InvalidOperationException refusal)
        {
            await errors.WriteLineAsync(refusal.Message);
            return 1;
        }

        services.LoadKey();
        await output.WriteLineAsync("The database is up to date.");
        if (args is [FromIdentity])
        {
            await TakeOverAsync(services, output);
        }

        return 0;
    }

    private static async Task TakeOverAsync(IServiceProvider services, TextWriter output)
    {
        var line = TextWriter.Synchronized(output);
        var result = await services.GetRequiredService<IdentityTakeOver>().RunAsync((done, all) =>
        {
            if (done % Told == 0)
            {
                line.WriteLine($"{done} of {all} people");
            }
        });
        await new IdentityImportReport(services, output).TellAsync(result);
    }
}
