namespace SecurityPortal.Messaging.Notifications;

/// <summary>Somebody tried to sign in to the account with a passkey that was refused.</summary>
internal sealed record PasskeyFailedNotification : ISecurityNotification
{
    public string Subject(IStringLocalizer texts) => texts["Someone tried to sign in to your account with a passkey"];

    public IEnumerable<string> Lines(IStringLocalizer texts)
    {
        yield return texts["The passkey doesn't belong to your account. They didn't get in."];
        yield return texts["If it wasn't you, check your security keys and remove any you don't recognise."];
    }
}
