using SecurityPortal.Authentication.Passwords;

namespace SecurityPortal.Accounts.Email;

/// <summary>The result of submitting the form behind a link.</summary>
internal abstract record LinkUse
{
    private LinkUse()
    {
    }

    public sealed record Done : LinkUse;

    /// <summary>The link was already used, has expired, was voided or never existed.</summary>
    public sealed record Over : LinkUse;

    public sealed record BadPassword(PasswordFault Fault) : LinkUse;

    /// <summary>The display name is too long or contains invisible characters.</summary>
    public sealed record NotAName : LinkUse;

    /// <summary>Another account has taken the address in the meantime.</summary>
    public sealed record Taken : LinkUse;
}
