using SecurityPortal.TwoFactor;

namespace SecurityPortal.Accounts.Email;

/// <summary>The result of requesting an email with a link. Does not reveal whether there is an account.</summary>
internal abstract record LinkRequest
{
    private LinkRequest()
    {
    }

    public sealed record Sent : LinkRequest;

    public sealed record NotAnAddress(EmailFault Fault) : LinkRequest;

    /// <summary>Too many requests: from this network or, if the person is signed in, from this account.</summary>
    public sealed record TooMany(DateTimeOffset Until) : LinkRequest;

    /// <summary>The session may not do this now.</summary>
    public sealed record Refused(MethodFault Fault) : LinkRequest;
}
