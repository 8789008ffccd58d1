using SecurityPortal.Data;

namespace SecurityPortal.Commands;

internal sealed class MigrateCommand : IPortalCommand
{
    public string[] Verb => ["migrate"];

    public string Usage => "migrate";

    public string Description => "creates the database or brings it up to date";

    public async Task<int> RunAsync(IServiceProvider services, string[] args, TextWriter output, TextWriter errors)
    {
        await services.MigrateDatabaseAsync();
        services.LoadKey();
        await output.WriteLineAsync("The database is up to date.");
        return 0;
    }
}
