using Microsoft.Extensions.Localization;

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

/// <summary>A hundred wrong codes in a row: none is looked at any more.</summary>
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

/// <summary>A hundred wrong passwords in a row: none is compared any more.</summary>
internal sealed record PasswordClosedNotification : ISecurityNotification
{
    public string Subject(IStringLocalizer texts) => texts["Your password no longer opens your account"];

    public IEnumerable<string> Lines(IStringLocalizer texts)
    {
        yield return texts["Someone entered a hundred wrong passwords in a row for your account. They didn't get in."];
        yield return texts["To sign in, set a new password: choose \"Forgot your password?\" on the sign-in page. You can still sign in with a passkey or on a trusted device."];
    }
}

/// <summary>A hundred wrong passwords in a row were typed where the person was signed in.</summary>
internal sealed record SignedOutForGuessingNotification : ISecurityNotification
{
    public string Subject(IStringLocalizer texts) => texts["You were signed out everywhere"];

    public IEnumerable<string> Lines(IStringLocalizer texts)
    {
        yield return texts["Someone entered a hundred wrong passwords in a row in a browser that was signed in to your account."];
        yield return texts["If it wasn't you, someone has used one of your browsers. Sign in and check where you're signed in."];
    }
}

/// <summary>Somebody answered with a passkey that is not right for the account.</summary>
internal sealed record PasskeyFailedNotification : ISecurityNotification
{
    public string Subject(IStringLocalizer texts) => texts["Someone tried to sign in to your account with a passkey"];

    public IEnumerable<string> Lines(IStringLocalizer texts)
    {
        yield return texts["The passkey doesn't belong to your account. They didn't get in."];
        yield return texts["If it wasn't you, check your security keys and remove any you don't recognise."];
    }
}

/// <summary>A key answered whose counter had gone back, as a copy's does (WebAuthn 6.1.1).</summary>
internal sealed record SecurityKeyCopiedNotification : ISecurityNotification
{
    public string Subject(IStringLocalizer texts) => texts["Someone may have copied one of your security keys"];

    public IEnumerable<string> Lines(IStringLocalizer texts)
    {
        yield return texts["We refused it because its counter was behind the last one we saw. They didn't get in."];
        yield return texts["Remove this key from your account and use another one."];
    }
}

/// <summary>An emergency measure, such as a backup code, was used to get in.</summary>
/// <param name="Name">The method's name, given in the language of the notification.</param>
internal sealed record EmergencyUsedNotification(Func<string> Name) : ISecurityNotification
{
    public string Subject(IStringLocalizer texts) => texts["Someone signed in with a backup code"];

    public IEnumerable<string> Lines(IStringLocalizer texts)
    {
        yield return texts["Used: {0}. Each code works once.", Name()];
        yield return texts["Check your methods, and replace any that you have lost."];
    }
}

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
