using System.Globalization;
using Microsoft.Extensions.Localization;
using SecurityPortal.Notices;

namespace SecurityPortal.Support.Actions;

/// <summary>All methods will go off at a time, unless the person stops it.</summary>
internal sealed record ResetWaitingNotice(Guid ActionId, DateTimeOffset Due) : INotice
{
    public string? Undo => NoticeAnswers.Stop(ActionId);

    public string Subject(IStringLocalizer texts) => texts["Support was asked to reset your two-factor methods"];

    public IEnumerable<string> Lines(IStringLocalizer texts)
    {
        yield return texts["All your two-factor methods go off at {0} (UTC), because someone we could not identify asked for it.", Due.ToString("f", CultureInfo.CurrentCulture)];
        yield return texts["Signing in with any of your methods stops it as well."];
    }
}

/// <summary>Support took methods off.</summary>
/// <param name="Off">Names, each given in the language of the notice.</param>
internal sealed record MethodsResetNotice(IReadOnlyList<Func<string>> Off, bool IsTwoFactorOn, long Number) : INotice
{
    public string Subject(IStringLocalizer texts) => texts["Support reset your two-factor methods"];

    public IEnumerable<string> Lines(IStringLocalizer texts)
    {
        yield return texts["Turned off: {0} (case {1}).", string.Join(", ", Off.Select(name => name())), Number];
        if (!IsTwoFactorOn)
        {
            yield return texts["The next sign-in leads to setting up a new method, and to nothing else."];
        }

        yield return texts["You have been signed out everywhere, and no device is trusted any more."];
    }
}

/// <summary>Support opened a locked sign-in.</summary>
internal sealed record UnlockedNotice(long Number) : INotice
{
    public string Subject(IStringLocalizer texts) => texts["Support unlocked your sign-in"];

    public IEnumerable<string> Lines(IStringLocalizer texts)
    {
        yield return texts["Your sign-in was locked after wrong tries, and is open again (case {0}).", Number];
    }
}

/// <summary>Support ended all sessions.</summary>
internal sealed record SignedOutNotice(long Number) : INotice
{
    public string Subject(IStringLocalizer texts) => texts["Support signed you out everywhere"];

    public IEnumerable<string> Lines(IStringLocalizer texts)
    {
        yield return texts["All places where you were signed in have been signed out (case {0}).", Number];
    }
}

/// <summary>Support had a temporary pass sent.</summary>
internal sealed record PassSentNotice(string Masked, long Number) : INotice
{
    public string Subject(IStringLocalizer texts) => texts["Support sent you a temporary pass"];

    public IEnumerable<string> Lines(IStringLocalizer texts)
    {
        yield return texts["A temporary pass was sent to {0} (case {1}). It works once, with your password, and only to set up a new method.", Masked, Number];
    }
}
