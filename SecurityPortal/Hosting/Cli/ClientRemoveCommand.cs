using System.CommandLine;
using SecurityPortal.OpenId;

namespace SecurityPortal.Hosting.Cli;

/// <summary>Removes an application with all its tokens and consents.</summary>
internal sealed class ClientRemoveCommand : PortalVerb
{
    private readonly Argument<string> _id = new("client id") { Description = "as 'client list' shows it" };

    public ClientRemoveCommand()
        : base("client remove", "removes an application with all its tokens and consents") => Command.Add(_id);

    public override async Task<int> RunAsync(VerbCall call)
    {
        var id = call.Given.GetValue(_id)!;
        if (!await call.Services.GetRequiredService<ClientStore>().RemoveAsync(id))
        {
            await call.Errors.WriteLineAsync($"There is no client {id}.");
            return 1;
        }

        await call.Output.WriteLineAsync($"Removed {id}.");
        return 0;
    }
}
