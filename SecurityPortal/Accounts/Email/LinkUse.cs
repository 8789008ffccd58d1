using SecurityPortal.Authentication.Passwords;

namespace SecurityPortal.Accounts.Email;

/// <summary>The result of a link that was opened and its form sent.</summary>
internal abstract record LinkUse
{
    private LinkUse()
    {
    }

    public sealed record Done : LinkUse;

    /// <summary>The link was used, is too old, was voided, or never was.</summary>
    public sealed record Over : LinkUse;

    public sealed record BadPassword(PasswordFault Fault) : LinkUse;

    /// <summary>Another account has got the address in the meantime.</summary>
    public sealed record Taken : LinkUse;
}
