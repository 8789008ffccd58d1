using SecurityPortal.Accounts.Status;

namespace SecurityPortal.Hosting.Cli;

/// <summary>Lists accounts with their roles and states, one per line, separated by tabs.</summary>
internal sealed class UserListCommand : IPortalCommand
{
    public string[] Verb => ["user", "list"];

    public string Usage => "user list [--role <role>]";

    public string Description => "lists accounts: name, address, roles, state; with --role only those who have that role";

    public async Task<int> RunAsync(IServiceProvider services, string[] args, TextWriter output, TextWriter errors)
    {
        var role = args is ["--role", var named] ? RoleNames.Find(named) : null;
        if (args.Length > 0 && role is null)
        {
            await errors.WriteLineAsync($"Give one of the roles {RoleNames.Known}, or none.");
            return 2;
        }

        await foreach (var account in services.GetRequiredService<OperatorAccounts>().ListAsync(role))
        {
            await output.WriteLineAsync(string.Join(
                '\t', account.Name, Or(account.Email), Or(string.Join(", ", account.Roles)), State(account)));
        }

        return 0;
    }

    private static string Or(string? text) => string.IsNullOrEmpty(text) ? "-" : text;

    private static string State(ListedAccount account) => account.State switch
    {
        AccountState.Active => "active",
        AccountState.Locked => "locked by its owner or by support",
        AccountState.Unconfirmed => "address not confirmed",
        AccountState.Disabled when account.DisabledUntil == DateTimeOffset.MaxValue => "disabled",
        AccountState.Disabled => $"disabled until {account.DisabledUntil?.ToString("u", CultureInfo.InvariantCulture)}",
    };
}
