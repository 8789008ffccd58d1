using SecurityPortal.Authentication.Passwords;
using SecurityPortal.TwoFactor;

namespace SecurityPortal.Accounts;

/// <summary>The result of asking for a mail with a link. Says nothing of whether there is such an account.</summary>
internal abstract record LinkRequest
{
    private LinkRequest()
    {
    }

    public sealed record Sent : LinkRequest;

    public sealed record NotAnAddress(EmailFault Fault) : LinkRequest;

    /// <summary>Too many requests from this network address.</summary>
    public sealed record TooMany(DateTimeOffset Until) : LinkRequest;

    /// <summary>The session may not do this now.</summary>
    public sealed record Refused(MethodFault Fault) : LinkRequest;
}

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
