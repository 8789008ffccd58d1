using SecurityPortal.Accounts.Status;

namespace SecurityPortal.Hosting.Cli;

/// <summary>Disables an account (R17).</summary>
internal sealed class UserDisableCommand : IPortalCommand
{
    public string[] Verb => ["user", "disable"];

    public string Usage => "user disable <name> --reason <text>";

    public string Description => "disables an account: nobody can sign in to it, and whoever is signed in is signed out";

    public async Task<int> RunAsync(IServiceProvider services, string[] args, TextWriter output, TextWriter errors)
    {
        if (args is not [var name, "--reason", var typed] || typed.Trim() is not { Length: > 0 and <= AccountStateService.MaxReasonLength } reason)
        {
            await errors.WriteLineAsync(
                $"Give an address or a user name, and a reason of at most {AccountStateService.MaxReasonLength} characters for the log.");
            return 2;
        }

        switch (await services.GetRequiredService<OperatorAccounts>().DisableAsync(name, reason))
        {
            case OperatorResult.NotFound:
                await errors.WriteLineAsync($"There is no account with the address or user name {name}.");
                return 1;
            case OperatorResult.AlreadySo:
                await errors.WriteLineAsync($"{name} is already disabled.");
                return 1;
            default:
                await output.WriteLineAsync($"{name} is disabled, and signed out everywhere.");
                return 0;
        }
    }
}
