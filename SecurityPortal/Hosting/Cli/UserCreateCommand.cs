using SecurityPortal.Accounts.Email;
using SecurityPortal.Accounts.Status;

namespace SecurityPortal.Hosting.Cli;

/// <summary>Creates an account without a password; its owner sets one with "Forgot your password?".</summary>
internal sealed class UserCreateCommand : IPortalCommand
{
    public string[] Verb => ["user", "create"];

    public string Usage => "user create <email> [--role <role>]";

    public string Description => "creates an account; its owner sets the password by email";

    public async Task<int> RunAsync(IServiceProvider services, string[] args, TextWriter output, TextWriter errors)
    {
        var role = args is [_, "--role", var named] ? RoleNames.Find(named) : null;
        if (args is not ([_] or [_, "--role", _]) || EmailAddress.Of(args[0]) is not { } email
            || (args.Length == 3 && role is null))
        {
            await errors.WriteLineAsync($"Give a complete email address and, if you like, one of the roles {RoleNames.Known}.");
            return 2;
        }

        if (await services.GetRequiredService<OperatorAccounts>().CreateAsync(email, role) != OperatorResult.Done)
        {
            await errors.WriteLineAsync($"There is already an account with the address {email}.");
            return 1;
        }

        await output.WriteLineAsync(
            $"Created {email}{(role is null ? "" : $" with the role {role}")}. To set a password: /sign-in/forgot-password.");
        return 0;
    }
}
