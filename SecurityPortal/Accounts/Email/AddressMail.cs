namespace SecurityPortal.Accounts.Email;

/// <summary>The result of the mail that confirms an address.</summary>
internal abstract record AddressMail
{
    private AddressMail()
    {
    }

    /// <param name="Masked">Where it went, for somebody who has shown no more than a password.</param>
    public sealed record Sent(string Masked) : AddressMail;

    /// <summary>The address was sent as many as it may be for now. The links in those work.</summary>
    public sealed record TooMany(string Masked) : AddressMail;

    /// <summary>The sign-in is over, or the address was confirmed in the meantime.</summary>
    public sealed record Over : AddressMail;
}
