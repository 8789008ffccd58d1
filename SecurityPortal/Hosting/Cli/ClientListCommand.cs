using SecurityPortal.OpenId;

namespace SecurityPortal.Hosting.Cli;

/// <summary>Lists the applications that sign people in here, one per line, separated by tabs.</summary>
internal sealed class ClientListCommand() : PortalVerb("client list", "lists the applications that sign people in here")
{
    public override async Task<int> RunAsync(VerbCall call)
    {
        foreach (var client in await call.Services.GetRequiredService<ClientStore>().ListAsync())
        {
            await call.Output.WriteLineAsync(string.Join(
                '\t', client.Id, client.Name, client.IsPublic ? "public" : "confidential", client.IsFirstParty ? "first-party" : "asks for consent",
                client.IsConfigured ? "from the configuration" : "added", string.Join(' ', client.RedirectUris)));
        }

        return 0;
    }
}
