namespace SecurityPortal.Accounts.Email;

/// <summary>A requested email with a link in it.</summary>
/// <param name="User">The account that the link is for; null if there is none yet.</param>
/// <param name="IsSent">Whether the email is sent. It is written either way, so that the timing gives nothing away.</param>
/// <param name="HasLink">Whether the link works. It is created either way, for the same reason.</param>
internal sealed record LinkMail(AccountLinkPurpose Purpose, PortalUser? User, string Email, bool IsSent = true, bool HasLink = true)
{
    /// <summary>The session that requested it, if any.</summary>
    public Guid? SessionId { get; init; }
}
