namespace SecurityPortal.Messaging.Notifications;

/// <summary>A locked account was opened.</summary>
/// <param name="BySupport">Whether support opened it, rather than a sign-in.</param>
internal sealed record AccountOpenedNotification(bool BySupport) : ISecurityNotification
{
    public string Subject(IStringLocalizer texts) => texts["Your account is unlocked"];

    public IEnumerable<string> Lines(IStringLocalizer texts)
    {
        yield return BySupport
            ? texts["Support unlocked your account. You can sign in again, with the same password and the same methods as before."]
            : texts["Someone signed in with one of your methods, which unlocked your account."];
    }
}
