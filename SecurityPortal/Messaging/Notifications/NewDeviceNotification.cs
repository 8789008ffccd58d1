namespace SecurityPortal.Messaging.Notifications;

/// <summary>A sign-in from a browser that the person has not used here before.</summary>
internal sealed record NewDeviceNotification : ISecurityNotification
{
    public string Subject(IStringLocalizer texts) => texts["New sign-in to your account"];

    public IEnumerable<string> Lines(IStringLocalizer texts)
    {
        yield return texts["Someone signed in from a browser that hadn't been used with your account before."];
    }
}
