using SecurityPortal.TwoFactor;

namespace SecurityPortal.Accounts.Email;

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
