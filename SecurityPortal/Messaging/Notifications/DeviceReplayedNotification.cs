namespace SecurityPortal.Messaging.Notifications;

/// <summary>A trusted device's cookie was used twice, so somebody may have copied it.</summary>
internal sealed record DeviceReplayedNotification : ISecurityNotification
{
    public string Subject(IStringLocalizer texts) => texts["We removed a trusted device"];

    public IEnumerable<string> Lines(IStringLocalizer texts)
    {
        yield return texts["Someone signed in with your password and an old copy of a trusted device's cookie."];
        yield return texts["We removed that device. The next sign-in on it needs a second step again."];
    }
}
