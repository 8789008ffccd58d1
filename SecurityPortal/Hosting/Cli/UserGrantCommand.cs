using SecurityPortal.Accounts.Status;

namespace SecurityPortal.Hosting.Cli;

/// <summary>Grants a role.</summary>
internal sealed class UserGrantCommand : IPortalCommand
{
    public string[] Verb => ["user", "grant"];

    public string Usage => "user grant <name> <role>";

    public string Description => "grants a role: " + RoleNames.Known;

    public async Task<int> RunAsync(IServiceProvider services, string[] args, TextWriter output, TextWriter errors)
    {
        if (args is not [var name, var named] || RoleNames.Find(named) is not { } role)
        {
            await errors.WriteLineAsync($"Give an address or a user name, and one of the roles {RoleNames.Known}.");
            return 2;
        }

        switch (await services.GetRequiredService<OperatorAccounts>().GrantAsync(name, role))
        {
            case OperatorResult.NotFound:
                await errors.WriteLineAsync($"There is no account with the address or user name {name}.");
                return 1;
            case OperatorResult.AlreadySo:
                await output.WriteLineAsync($"{name} already had the role {role}.");
                return 0;
            default:
                await output.WriteLineAsync($"{name} has the role {role}.");
                return 0;
        }
    }
}
