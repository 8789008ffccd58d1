using SecurityPortal.Authentication.Passwords;
using SecurityPortal.TwoFactor;

namespace SecurityPortal.Accounts.Passwords;

/// <summary>The result of a change to an account by its owner.</summary>
internal abstract record AccountResult
{
    private AccountResult()
    {
    }

    public sealed record Done : AccountResult;

    public sealed record Refused(MethodFault Fault) : AccountResult;

    public sealed record WrongPassword : AccountResult;

    public sealed record Locked(DateTimeOffset Until) : AccountResult;

    public sealed record BadPassword(PasswordFault Fault) : AccountResult;
}
