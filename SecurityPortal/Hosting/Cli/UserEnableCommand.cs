using SecurityPortal.Accounts.Status;

namespace SecurityPortal.Hosting.Cli;

/// <summary>Enables a disabled account again.</summary>
internal sealed class UserEnableCommand : IPortalCommand
{
    public string[] Verb => ["user", "enable"];

    public string Usage => "user enable <name> --reason <text>";

    public string Description => "enables an account that was disabled";

    public async Task<int> RunAsync(IServiceProvider services, string[] args, TextWriter output, TextWriter errors)
    {
        if (args is not [var name, "--reason", var typed] || typed.Trim() is not { Length: > 0 and <= AccountStateService.MaxReasonLength } reason)
        {
            await errors.WriteLineAsync(
                $"Give an address or a user name, and a reason of at most {AccountStateService.MaxReasonLength} characters for the log.");
            return 2;
        }

        switch (await services.GetRequiredService<OperatorAccounts>().EnableAsync(name, reason))
        {
            case OperatorResult.NotFound:
                await errors.WriteLineAsync($"There is no account with the address or user name {name}.");
                return 1;
            case OperatorResult.AlreadySo:
                await errors.WriteLineAsync($"{name} is not disabled.");
                return 1;
            default:
                await output.WriteLineAsync($"{name} is enabled again.");
                return 0;
        }
    }
}
