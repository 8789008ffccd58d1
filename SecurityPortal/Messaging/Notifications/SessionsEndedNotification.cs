namespace SecurityPortal.Messaging.Notifications;

/// <summary>The person ended sessions in other places.</summary>
internal sealed record SessionsEndedNotification(int Count) : ISecurityNotification
{
    public string Subject(IStringLocalizer texts) => texts["You were signed out on another device"];

    public IEnumerable<string> Lines(IStringLocalizer texts)
    {
        yield return Count == 1
            ? texts["You were signed out of 1 other place from your security settings."]
            : texts["You were signed out of {0} other places from your security settings.", Count];
    }
}
