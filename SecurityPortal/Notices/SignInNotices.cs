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
