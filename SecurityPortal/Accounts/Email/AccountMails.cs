using SecurityPortal.Messaging.Delivery;
using SecurityPortal.Messaging.Notifications;

namespace SecurityPortal.Accounts.Email;

/// <summary>Composes the emails that carry a link, and those that explain why there is none.</summary>
internal sealed class AccountMails(MailComposer composer, DurationTexts durations, IOptionsMonitor<AccountOptions> options)
{
    public OutgoingMessage Register(string to, string language, string token) => composer.Compose(
        to, language, texts => texts["Finish creating your account"], texts =>
        [
            new(texts["To finish creating your account, choose a password here:"], composer.Url($"/register/confirm?token={token}")),
            new(texts["The link works once and expires after {0}. If you didn't ask for it, you don't need to do anything: no account is created without it.", Confirmation]),
        ]);

    public OutgoingMessage AlreadyRegistered(string to, string language) => composer.Compose(
        to, language, texts => texts["You already have an account"], texts =>
        [
            new(texts["Someone, probably you, tried to create an account with this address. You already have one. Sign in here:"], composer.Url("/sign-in")),
            new(texts["Forgot your password? Set a new one here:"], composer.Url("/sign-in/forgot-password")),
            new(texts["If it wasn't you, you don't need to do anything. Nothing was changed."]),
        ]);

    public OutgoingMessage ResetPassword(string to, string language, string token) => composer.Compose(
        to, language, texts => texts["Set a new password"], texts =>
        [
            new(texts["Choose a new password here:"], composer.Url($"/sign-in/reset-password?token={token}")),
            new(texts["The link works once and expires after {0}. When you sign in afterwards, you need your second step as usual.", durations.Say(options.CurrentValue.ResetLifetime)]),
            Nothing(texts),
        ]);

    public OutgoingMessage AccountDisabled(string to, string language) => composer.Compose(
        to, language, texts => texts["Your account is disabled"], texts =>
        [
            new(texts["Someone, probably you, asked for a new password for the account with this address. The account is disabled, so no password opens it. Ask support to enable it again."]),
            new(texts["If it wasn't you, you don't need to do anything. Nothing was changed."]),
        ]);

    public OutgoingMessage AccountLocked(string to, string language) => composer.Compose(
        to, language, texts => texts["Your account is locked"], texts =>
        [
            new(texts["Someone, probably you, asked for a new password for the account with this address. The account is locked, so its password stays the same. Sign in with a method that unlocks it, or ask support."]),
            new(texts["If it wasn't you, you don't need to do anything. Nothing was changed."]),
        ]);

    public OutgoingMessage ChangeEmail(string to, string language, string token) => composer.Compose(
        to, language, texts => texts["Confirm your new email address"], texts =>
        [
            new(texts["Confirm here that email about your account should go to this address:"], composer.Url($"/sign-in/confirm-email?token={token}")),
            new(texts["The link works once and expires after {0}.", Confirmation]),
            Nothing(texts),
        ]);

    public OutgoingMessage ConfirmAddress(string to, string language, string token) => composer.Compose(
        to, language, texts => texts["Confirm your email address"], texts =>
        [
            new(texts["You signed in, but you have never confirmed this address. Confirm it here, then sign in again:"], composer.Url($"/sign-in/confirm-address/finish?token={token}")),
            new(texts["The link works once and expires after {0}.", Confirmation]),
            new(texts["If it wasn't you, don't open the link. Someone has created an account with your address and can't use it without you."]),
        ]);

    public OutgoingMessage AddressTaken(string to, string language) => composer.Compose(
        to, language, texts => texts["Someone entered your address for another account"], texts =>
        [
            new(texts["Someone asked for email about another account to come to this address. The address already belongs to an account, so nothing was changed."]),
        ]);

    private string Confirmation => durations.Say(options.CurrentValue.ConfirmationLifetime);

    private static MailPart Nothing(IStringLocalizer texts) =>
        new(texts["If you didn't ask for this, you don't need to do anything. Nothing changes without the link."]);
}
