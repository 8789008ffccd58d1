using System.CommandLine;
using SecurityPortal.OpenId;

namespace SecurityPortal.Hosting.Cli;

/// <summary>Gives an application a new secret; the old one is void immediately.</summary>
internal sealed class ClientSecretCommand : PortalVerb
{
    private readonly Argument<string> _id = new("client id") { Description = "as 'client list' shows it" };

    public ClientSecretCommand()
        : base("client secret", "gives an application a new secret and prints it; the old one stops working immediately") => Command.Add(_id);

    public override async Task<int> RunAsync(VerbCall call)
    {
        var id = call.Given.GetValue(_id)!;
        if (await call.Services.GetRequiredService<ClientStore>().RenewSecretAsync(id) is not { } secret)
        {
            await call.Errors.WriteLineAsync($"There is no client {id}, or it has no secret.");
            return 1;
        }

        await call.Output.WriteLineAsync($"The secret of {id}, which is not shown again: {secret}");
        return 0;
    }
}
