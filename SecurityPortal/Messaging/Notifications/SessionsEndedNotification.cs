namespace SecurityPortal.Messaging.Notifications;

/// <summary>The person ended one or more of their other sessions.</summary>
internal sealed record SessionsEndedNotification(int Count) : ISecurityNotification
{
    public string Subject(IStringLocalizer texts) => texts["You were signed out on another device"];

    public IEnumerable<string> Lines(IStringLocalizer texts)
    {
        yield return Count == 1
            ? texts["1 other session was signed out from your security settings."]
            : texts["{0} other sessions were signed out from your security settings.", Count];
    }
}
