using System.Globalization;
using Microsoft.Extensions.Localization;
using SecurityPortal.Messaging.Notifications;

namespace SecurityPortal.Support.Actions;

/// <summary>All methods will be turned off at a time, unless the person stops it.</summary>
internal sealed record ResetWaitingNotification(Guid ActionId, DateTimeOffset Due) : ISecurityNotification
{
    public string? Undo => NotificationAnswers.Stop(ActionId);

    public string Subject(IStringLocalizer texts) => texts["Support was asked to reset your two-factor methods"];

    public IEnumerable<string> Lines(IStringLocalizer texts)
    {
        yield return texts["All your two-factor methods will be turned off on {0} (UTC), because someone we could not identify asked for it.", Due.ToString("f", CultureInfo.CurrentCulture)];
        yield return texts["You can also stop it by signing in with any of your methods."];
    }
}

/// <summary>Support took methods off.</summary>
/// <param name="Off">Names, each given in the language of the notification.</param>
internal sealed record MethodsResetNotification(IReadOnlyList<Func<string>> Off, bool IsTwoFactorOn, long Number) : ISecurityNotification
{
    public string Subject(IStringLocalizer texts) => texts["Support reset your two-factor methods"];

    public IEnumerable<string> Lines(IStringLocalizer texts)
    {
        yield return texts["Turned off: {0} (case {1}).", string.Join(", ", Off.Select(name => name())), Number];
        if (!IsTwoFactorOn)
        {
            yield return texts["When you next sign in, you have to set up a new method before anything else."];
        }

        yield return texts["You were signed out everywhere, and your trusted devices were removed."];
    }
}

/// <summary>Support opened a locked sign-in.</summary>
internal sealed record UnlockedNotification(long Number) : ISecurityNotification
{
    public string Subject(IStringLocalizer texts) => texts["Support unlocked your sign-in"];

    public IEnumerable<string> Lines(IStringLocalizer texts)
    {
        yield return texts["Your sign-in was locked after failed attempts. You can sign in again (case {0}).", Number];
    }
}

/// <summary>Support ended all sessions.</summary>
internal sealed record SignedOutNotification(long Number) : ISecurityNotification
{
    public string Subject(IStringLocalizer texts) => texts["Support signed you out everywhere"];

    public IEnumerable<string> Lines(IStringLocalizer texts)
    {
        yield return texts["Support signed you out everywhere (case {0}).", Number];
    }
}

/// <summary>Support had a temporary pass sent.</summary>
internal sealed record PassSentNotification(string Masked, long Number) : ISecurityNotification
{
    public string Subject(IStringLocalizer texts) => texts["Support sent you a temporary pass"];

    public IEnumerable<string> Lines(IStringLocalizer texts)
    {
        yield return texts["Support sent a temporary pass to {0} (case {1}). It works once, with your password, and only to set up a new method.", Masked, Number];
    }
}
