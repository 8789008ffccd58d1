namespace SecurityPortal.Messaging.Notifications;

/// <summary>The email address was changed. Goes to both the old and the new address.</summary>
/// <param name="NewEmail">The new address, masked in the mail to the old one.</param>
/// <param name="Before">The old address, set only in the mail to it: only somebody who reads that mailbox may restore it.</param>
internal sealed record EmailChangedNotification(string NewEmail, string? Before = null) : ISecurityNotification
{
    public string? Undo => Before is null ? null : $"email:{Before}";

    public string Subject(IStringLocalizer texts) => texts["Your email address was changed"];

    public IEnumerable<string> Lines(IStringLocalizer texts)
    {
        yield return texts["Email about your account now goes to {0}.", NewEmail];
        yield return texts["You were signed out everywhere else, and your trusted devices were removed."];
    }
}
