namespace SecurityPortal.Messaging.Notifications;

/// <summary>An emergency measure, such as a backup code, was used to get in.</summary>
/// <param name="Name">Returns the method's name in the language of the notification.</param>
internal sealed record EmergencyUsedNotification(Func<string> Name) : ISecurityNotification
{
    public string Subject(IStringLocalizer texts) => texts["Someone signed in with a backup code"];

    public IEnumerable<string> Lines(IStringLocalizer texts)
    {
        yield return texts["Used: {0}. Each code works once.", Name()];
        yield return texts["Check your methods, and replace any that you have lost."];
    }
}
