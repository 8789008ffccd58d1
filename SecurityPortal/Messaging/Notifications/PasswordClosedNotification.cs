namespace SecurityPortal.Messaging.Notifications;

/// <summary>After a hundred wrong passwords in a row, the password is no longer checked.</summary>
internal sealed record PasswordClosedNotification : ISecurityNotification
{
    public string Subject(IStringLocalizer texts) => texts["Your password no longer works"];

    public IEnumerable<string> Lines(IStringLocalizer texts)
    {
        yield return texts["Someone entered a hundred wrong passwords in a row for your account. They didn't get in."];
        yield return texts["To sign in, set a new password: choose \"Forgot your password?\" on the sign-in page. You can still sign in with a passkey or on a trusted device."];
    }
}
