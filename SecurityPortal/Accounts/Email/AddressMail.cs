namespace SecurityPortal.Accounts.Email;

/// <summary>The result of sending the email that confirms an address.</summary>
internal abstract record AddressMail
{
    private AddressMail()
    {
    }

    /// <param name="Masked">The address, masked because the person has proven nothing but a password.</param>
    public sealed record Sent(string Masked) : AddressMail;

    /// <summary>The address has received as many emails as it may for now. The links in them still work.</summary>
    public sealed record TooMany(string Masked) : AddressMail;

    /// <summary>The sign-in is over, or the address was confirmed in the meantime.</summary>
    public sealed record Over : AddressMail;
}
