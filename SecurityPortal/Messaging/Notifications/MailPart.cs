namespace SecurityPortal.Messaging.Notifications;

/// <summary>A paragraph of a mail, with an optional link.</summary>
public sealed record MailPart(string Text, string? Url = null)
{
    public override string ToString() => nameof(MailPart);
}
