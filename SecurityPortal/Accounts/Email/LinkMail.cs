namespace SecurityPortal.Accounts.Email;

/// <summary>A mail that somebody asked for, with a link in it.</summary>
/// <param name="User">Whose link it is; null while there is no account.</param>
/// <param name="IsSent">Whether the mail goes out. One that does not is written all the same, so that the work is the same.</param>
/// <param name="HasLink">Whether the link opens anything. One that does not is made all the same.</param>
internal sealed record LinkMail(AccountLinkPurpose Purpose, PortalUser? User, string Email, bool IsSent = true, bool HasLink = true)
{
    /// <summary>The session that asked for it, if one did.</summary>
    public Guid? SessionId { get; init; }
}
