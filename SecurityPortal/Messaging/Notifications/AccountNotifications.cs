using Microsoft.Extensions.Localization;

namespace SecurityPortal.Messaging.Notifications;

/// <summary>The password was changed.</summary>
/// <param name="ByReset">Whether by a link sent by mail, and not by somebody who was signed in.</param>
internal sealed record PasswordChangedNotification(bool ByReset) : ISecurityNotification
{
    public string Subject(IStringLocalizer texts) => texts["Your password was changed"];

    public IEnumerable<string> Lines(IStringLocalizer texts)
    {
        yield return ByReset
            ? texts["Someone set a new password with a link that we sent to this address."]
            : texts["You set a new password in your security settings."];
        yield return texts["You were signed out everywhere else, and your trusted devices were removed."];
    }
}

/// <summary>The e-mail address was changed; told at the old one and at the new one.</summary>
/// <param name="NewEmail">The new address, masked at the old one.</param>
/// <param name="Before">The old address, in the notification that goes there: only who reads it may have it back.</param>
internal sealed record EmailChangedNotification(string NewEmail, string? Before = null) : ISecurityNotification
{
    public string? Undo => Before is null ? null : $"email:{Before}";

    public string Subject(IStringLocalizer texts) => texts["Your email address was changed"];

    public IEnumerable<string> Lines(IStringLocalizer texts)
    {
        yield return texts["Email about your account now goes to {0}.", NewEmail];
        yield return texts["You were signed out everywhere else, and your trusted devices were removed."];
    }
}

/// <summary>The account is gone; the last mail there is.</summary>
internal sealed record AccountDeletedNotification : ISecurityNotification
{
    public bool HasLink => false;

    public string Subject(IStringLocalizer texts) => texts["Your account was deleted"];

    public IEnumerable<string> Lines(IStringLocalizer texts)
    {
        yield return texts["Your account and all its data are deleted. This can't be undone."];
    }
}

/// <summary>The account was disabled. Carries no "This wasn't me" link: somebody who reads the mail must not undo it.</summary>
internal sealed record AccountDisabledNotification : ISecurityNotification
{
    public bool HasLink => false;

    public string Subject(IStringLocalizer texts) => texts["Your account was disabled"];

    public IEnumerable<string> Lines(IStringLocalizer texts)
    {
        yield return texts["You were signed out everywhere. Nobody can sign in to your account until it is enabled again."];
        yield return texts["If you don't know why, ask support."];
    }
}

/// <summary>The account was locked. Carries no link: somebody who reads the mail must not open it (R19).</summary>
/// <param name="Reason">What was said of it; empty for nothing.</param>
/// <param name="Opening">The methods that open it again, each named in the language of the notification; empty when only
/// support does.</param>
internal sealed record AccountLockedNotification(string Reason, IReadOnlyList<Func<string>> Opening) : ISecurityNotification
{
    public bool HasLink => false;

    public string Subject(IStringLocalizer texts) => texts["Your account is locked"];

    public IEnumerable<string> Lines(IStringLocalizer texts)
    {
        yield return texts["You are signed out everywhere. Until the account is opened again, nobody can change anything or start recovery."];
        if (Reason.Length > 0)
        {
            yield return texts["Reason: {0}", Reason];
        }

        yield return Opening.Count > 0
            ? texts["To open it, sign in with: {0}. A text message or a backup code is not enough. Support can open it too.", string.Join(", ", Opening.Select(name => name()))]
            : texts["Only support can open it again. They will check that it's you, and a second person has to agree."];
    }
}

/// <summary>A locked account was opened.</summary>
/// <param name="BySupport">Whether by support, and not by a sign-in.</param>
internal sealed record AccountOpenedNotification(bool BySupport) : ISecurityNotification
{
    public string Subject(IStringLocalizer texts) => texts["Your account is open again"];

    public IEnumerable<string> Lines(IStringLocalizer texts)
    {
        yield return BySupport
            ? texts["Support opened your locked account. You can sign in again, with the same password and the same methods as before."]
            : texts["Someone signed in with one of your methods and so opened your locked account."];
    }
}

/// <summary>The account can be used again.</summary>
internal sealed record AccountEnabledNotification : ISecurityNotification
{
    public bool HasLink => false;

    public string Subject(IStringLocalizer texts) => texts["Your account is enabled again"];

    public IEnumerable<string> Lines(IStringLocalizer texts)
    {
        yield return texts["You can sign in again with the same password and the same methods as before."];
        yield return texts["If you don't know why, ask support."];
    }
}
