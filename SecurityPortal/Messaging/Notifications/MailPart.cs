namespace SecurityPortal.Messaging.Notifications;

/// <summary>One paragraph of a mail, with the address to open if there is one.</summary>
public sealed record MailPart(string Text, string? Url = null)
{
    public override string ToString() => nameof(MailPart);
}
