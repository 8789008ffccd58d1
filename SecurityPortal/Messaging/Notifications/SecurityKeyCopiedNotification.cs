namespace SecurityPortal.Messaging.Notifications;

/// <summary>A security key answered with a counter that had not increased, so it may have been cloned (WebAuthn 6.1.1).</summary>
internal sealed record SecurityKeyCopiedNotification : ISecurityNotification
{
    public string Subject(IStringLocalizer texts) => texts["Someone may have copied one of your security keys"];

    public IEnumerable<string> Lines(IStringLocalizer texts)
    {
        yield return texts["We refused it because its counter was behind the last one we saw. They didn't get in."];
        yield return texts["Remove this key from your account and use another one."];
    }
}
