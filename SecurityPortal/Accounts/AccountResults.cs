using SecurityPortal.Authentication.Passwords;
using SecurityPortal.TwoFactor;

namespace SecurityPortal.Accounts;

/// <summary>What became of a wish for a mail with a link. Says nothing of whether there is such an account.</summary>
internal abstract record LinkRequest
{
    private LinkRequest()
    {
    }

    public sealed record Sent : LinkRequest;

    public sealed record NotAnAddress(EmailFault Fault) : LinkRequest;

    /// <summary>Too many wishes from this network address.</summary>
    public sealed record TooMany(DateTimeOffset Until) : LinkRequest;

    /// <summary>The session may not do this now.</summary>
    public sealed record Refused(MethodFault Fault) : LinkRequest;
}

/// <summary>What became of a link that was opened and its form sent.</summary>
internal abstract record LinkUse
{
    private LinkUse()
    {
    }

    public sealed record Done : LinkUse;

    /// <summary>The link was used, is too old, was voided, or never was.</summary>
    public sealed record Over : LinkUse;

    public sealed record BadPassword(PasswordFault Fault) : LinkUse;

    /// <summary>Another account has got the address meanwhile.</summary>
    public sealed record Taken : LinkUse;
}

/// <summary>What became of a change to an account by its owner.</summary>
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
