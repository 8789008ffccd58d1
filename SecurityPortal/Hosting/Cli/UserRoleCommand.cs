using SecurityPortal.Accounts.Status;

namespace SecurityPortal.Hosting.Cli;

/// <summary>Grants or revokes a role.</summary>
internal sealed class UserRoleCommand(bool grants) : IPortalCommand
{
    public string[] Verb => ["user", grants ? "grant" : "revoke"];

    public string Usage => $"user {Verb[1]} <name> <role>";

    public string Description => (grants ? "grants a role: " : "revokes a role, immediately: ") + RoleNames.Known;

    public async Task<int> RunAsync(IServiceProvider services, string[] args, TextWriter output, TextWriter errors)
    {
        if (args is not [var name, var named] || RoleNames.Find(named) is not { } role)
        {
            await errors.WriteLineAsync($"Give an address or a user name, and one of the roles {RoleNames.Known}.");
            return 2;
        }

        var accounts = services.GetRequiredService<OperatorAccounts>();
        switch (grants ? await accounts.GrantAsync(name, role) : await accounts.RevokeAsync(name, role))
        {
            case OperatorResult.NotFound:
                await errors.WriteLineAsync($"There is no account with the address or user name {name}.");
                return 1;
            case OperatorResult.AlreadySo when grants:
                await output.WriteLineAsync($"{name} already had the role {role}.");
                return 0;
            case OperatorResult.AlreadySo:
                await errors.WriteLineAsync($"{name} does not have the role {role}.");
                return 1;
            default:
                await output.WriteLineAsync($"{name} {(grants ? "has" : "no longer has")} the role {role}.");
                return 0;
        }
    }
}
