using Microsoft.Extensions.Localization;

namespace SecurityPortal.Notices;

/// <summary>A sign-in from a browser that the person has not used here before.</summary>
internal sealed record NewDeviceNotice : INotice
{
    public string Subject(IStringLocalizer texts) => texts["A new device signed in to your account"];

    public IEnumerable<string> Lines(IStringLocalizer texts)
    {
        yield return texts["Somebody signed in from a browser that was not used for your account before."];
    }
}

/// <summary>Somebody with the right password keeps failing at the second step.</summary>
internal sealed record SecondStepFailedNotice : INotice
{
    public string Subject(IStringLocalizer texts) => texts["Somebody has your password but not your second step"];

    public IEnumerable<string> Lines(IStringLocalizer texts)
    {
        yield return texts["Your password was typed, and then wrong codes. Nobody was let in."];
        yield return texts["If it wasn't you, change your password: somebody else knows it."];
    }
}

/// <summary>A hundred wrong codes in a row: none is looked at any more.</summary>
internal sealed record CodesClosedNotice : INotice
{
    public string Subject(IStringLocalizer texts) => texts["Codes do not open your account any more"];

    public IEnumerable<string> Lines(IStringLocalizer texts)
    {
        yield return texts["Your password was typed, and then a hundred wrong codes in a row. Nobody was let in."];
        yield return texts["A security key still gets you in. Without one, choose \"I can't use any of these\" when you sign in, or ask support to unlock your account."];
        yield return texts["If it wasn't you, change your password: somebody else knows it."];
    }
}

/// <summary>A hundred wrong passwords in a row: none is compared any more.</summary>
internal sealed record PasswordClosedNotice : INotice
{
    public string Subject(IStringLocalizer texts) => texts["Your password does not open your account any more"];

    public IEnumerable<string> Lines(IStringLocalizer texts)
    {
        yield return texts["A hundred wrong passwords in a row were typed for your account. Nobody was let in."];
        yield return texts["To sign in, set a new password: choose \"Forgot your password?\" on the sign-in page. A passkey and a device that you trust still get you in without that."];
    }
}

/// <summary>A hundred wrong passwords in a row were typed where the person was signed in.</summary>
internal sealed record SignedOutForGuessingNotice : INotice
{
    public string Subject(IStringLocalizer texts) => texts["You were signed out everywhere"];

    public IEnumerable<string> Lines(IStringLocalizer texts)
    {
        yield return texts["A hundred wrong passwords in a row were typed in a browser that was signed in to your account."];
        yield return texts["If it wasn't you, somebody has used a browser of yours. Sign in, and look where you are signed in."];
    }
}

/// <summary>Somebody answered with a passkey that is not right for the account.</summary>
internal sealed record PasskeyFailedNotice : INotice
{
    public string Subject(IStringLocalizer texts) => texts["Somebody tried to sign in to your account with a passkey"];

    public IEnumerable<string> Lines(IStringLocalizer texts)
    {
        yield return texts["The passkey was not right for your account. Nobody was let in."];
        yield return texts["If it wasn't you, look at your security keys and remove those that you do not know."];
    }
}

/// <summary>A key answered whose counter had gone back, as a copy's does (WebAuthn 6.1.1).</summary>
internal sealed record SecurityKeyCopiedNotice : INotice
{
    public string Subject(IStringLocalizer texts) => texts["A security key of yours may have been copied"];

    public IEnumerable<string> Lines(IStringLocalizer texts)
    {
        yield return texts["It was refused, because its counter was behind the one that we saw last. Nobody was let in."];
        yield return texts["Remove this key from your account and use another one."];
    }
}

/// <summary>An emergency measure, such as a backup code, was used to get in.</summary>
/// <param name="Name">The method's name, given in the language of the notice.</param>
internal sealed record EmergencyUsedNotice(Func<string> Name) : INotice
{
    public string Subject(IStringLocalizer texts) => texts["Your account was opened for an emergency"];

    public IEnumerable<string> Lines(IStringLocalizer texts)
    {
        yield return texts["Used: {0}. Each code works once.", Name()];
        yield return texts["Look at your methods, and replace what is lost."];
    }
}

/// <summary>The person ended sessions in other places.</summary>
internal sealed record SessionsEndedNotice(int Count) : INotice
{
    public string Subject(IStringLocalizer texts) => texts["You were signed out elsewhere"];

    public IEnumerable<string> Lines(IStringLocalizer texts)
    {
        yield return Count == 1
            ? texts["1 other place was signed out from your security settings."]
            : texts["{0} other places were signed out from your security settings.", Count];
    }
}
