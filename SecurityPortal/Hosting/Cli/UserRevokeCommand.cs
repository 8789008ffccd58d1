using SecurityPortal.Accounts.Status;

namespace SecurityPortal.Hosting.Cli;

/// <summary>Revokes a role.</summary>
internal sealed class UserRevokeCommand : IPortalCommand
{
    public string[] Verb => ["user", "revoke"];

    public string Usage => "user revoke <name> <role>";

    public string Description => "revokes a role, immediately: " + RoleNames.Known;

    public async Task<int> RunAsync(IServiceProvider services, string[] args, TextWriter output, TextWriter errors)
    {
        if (args is not [var name, var named] || RoleNames.Find(named) is not { } role)
        {
            await errors.WriteLineAsync($"Give an address or a user name, and one of the roles {RoleNames.Known}.");
            return 2;
        }

        switch (await services.GetRequiredService<OperatorAccounts>().RevokeAsync(name, role))
        {
            case OperatorResult.NotFound:
                await errors.WriteLineAsync($"There is no account with the address or user name {name}.");
                return 1;
            case OperatorResult.AlreadySo:
                await errors.WriteLineAsync($"{name} does not have the role {role}.");
                return 1;
            default:
                await output.WriteLineAsync($"{name} no longer has the role {role}.");
                return 0;
        }
    }
}
