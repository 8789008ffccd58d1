namespace SecurityPortal.Messaging.Notifications;

/// <summary>The e-mail address was changed; told at the old one and at the new one.</summary>
/// <param name="NewEmail">The new address, masked at the old one.</param>
/// <param name="Before">The old address, in the notification that goes there: only who reads it may have it back.</param>
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
