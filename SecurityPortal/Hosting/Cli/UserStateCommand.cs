using SecurityPortal.Accounts.Status;

namespace SecurityPortal.Hosting.Cli;

/// <summary>Disables an account, or enables it again (R17).</summary>
internal sealed class UserStateCommand(bool disables) : IPortalCommand
{
    public string[] Verb => ["user", disables ? "disable" : "enable"];

    public string Usage => $"user {Verb[1]} <name> --reason <text>";

    public string Description => disables
        ? "disables an account: nobody can sign in to it, and whoever is signed in is signed out"
        : "enables an account that was disabled";

    public async Task<int> RunAsync(IServiceProvider services, string[] args, TextWriter output, TextWriter errors)
    {
        if (args is not [var name, "--reason", var typed] || typed.Trim() is not { Length: > 0 and <= AccountStateService.MaxReasonLength } reason)
        {
            await errors.WriteLineAsync(
                $"Give an address or a user name, and a reason of at most {AccountStateService.MaxReasonLength} characters for the log.");
            return 2;
        }

        var accounts = services.GetRequiredService<OperatorAccounts>();
        switch (disables ? await accounts.DisableAsync(name, reason) : await accounts.EnableAsync(name, reason))
        {
            case OperatorResult.NotFound:
                await errors.WriteLineAsync($"There is no account with the address or user name {name}.");
                return 1;
            case OperatorResult.AlreadySo:
                await errors.WriteLineAsync($"{name} is {(disables ? "already" : "not")} disabled.");
                return 1;
            default:
                await output.WriteLineAsync(disables ? $"{name} is disabled, and signed out everywhere." : $"{name} is enabled again.");
                return 0;
        }
    }
}
