namespace SecurityPortal.Messaging.Notifications;

/// <summary>After a hundred wrong codes in a row, codes are no longer checked.</summary>
internal sealed record CodesClosedNotification : ISecurityNotification
{
    public string Subject(IStringLocalizer texts) => texts["Codes no longer work for your account"];

    public IEnumerable<string> Lines(IStringLocalizer texts)
    {
        yield return texts["Someone entered your password, then a hundred wrong codes in a row. They didn't get in."];
        yield return texts["You can still sign in with a security key. Without one, choose \"I can't use any of these\" when you sign in, or ask support to unlock your account."];
        yield return texts["If it wasn't you, change your password. Someone else knows it."];
    }
}
