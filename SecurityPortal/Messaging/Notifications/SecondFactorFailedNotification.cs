namespace SecurityPortal.Messaging.Notifications;

/// <summary>Somebody with the right password keeps failing at the second step.</summary>
internal sealed record SecondFactorFailedNotification : ISecurityNotification
{
    public string Subject(IStringLocalizer texts) => texts["Someone has your password but failed your second step"];

    public IEnumerable<string> Lines(IStringLocalizer texts)
    {
        yield return texts["Someone entered your password, then wrong codes. They didn't get in."];
        yield return texts["If it wasn't you, change your password. Someone else knows it."];
    }
}
