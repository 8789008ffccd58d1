using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using SecurityPortal.Delivery;
using SecurityPortal.Notices;

namespace SecurityPortal.Accounts;

/// <summary>The mails that carry a link, and those that say why they carry none.</summary>
internal sealed class AccountMails(MailComposer composer, DurationWords durations, IOptionsMonitor<AccountOptions> options)
{
    public OutgoingMessage Register(string to, string language, string token) => composer.Compose(
        to, language, texts => texts["Finish creating your account"], texts =>
        [
            new(texts["Choose a password here to finish creating your account:"], composer.Url($"/register/confirm?token={token}")),
            new(texts["The link works once, for {0}. If you didn't ask for it, do nothing: there is no account without it.", Confirmation]),
        ]);

    public OutgoingMessage AlreadyRegistered(string to, string language) => composer.Compose(
        to, language, texts => texts["You have an account already"], texts =>
        [
            new(texts["Somebody, probably you, wanted to create an account with this address. There is one already. Sign in here:"], composer.Url("/sign-in")),
            new(texts["Forgot the password? Set a new one here:"], composer.Url("/sign-in/forgot-password")),
            new(texts["If it wasn't you, do nothing: nothing was changed."]),
        ]);

    public OutgoingMessage ResetPassword(string to, string language, string token) => composer.Compose(
        to, language, texts => texts["Set a new password"], texts =>
        [
            new(texts["Choose a new password here:"], composer.Url($"/sign-in/reset-password?token={token}")),
            new(texts["The link works once, for {0}. Signing in afterwards asks for your second step as always.", durations.Say(options.CurrentValue.ResetLifetime)]),
            Nothing(texts),
        ]);

    public OutgoingMessage AccountDisabled(string to, string language) => composer.Compose(
        to, language, texts => texts["Your account is disabled"], texts =>
        [
            new(texts["Somebody, probably you, wanted to set a new password for the account with this address. The account is disabled, so no password opens it. Ask support to enable it again."]),
            new(texts["If it wasn't you, do nothing: nothing was changed."]),
        ]);

    public OutgoingMessage AccountLocked(string to, string language) => composer.Compose(
        to, language, texts => texts["Your account is locked"], texts =>
        [
            new(texts["Somebody, probably you, wanted to set a new password for the account with this address. The account is locked, so its password stays as it is. Sign in with a method that opens it, or ask support."]),
            new(texts["If it wasn't you, do nothing: nothing was changed."]),
        ]);

    public OutgoingMessage ChangeEmail(string to, string language, string token) => composer.Compose(
        to, language, texts => texts["Confirm your new e-mail address"], texts =>
        [
            new(texts["Confirm here that mail about your account should go to this address:"], composer.Url($"/sign-in/confirm-email?token={token}")),
            new(texts["The link works once, for {0}.", Confirmation]),
            Nothing(texts),
        ]);

    public OutgoingMessage ConfirmAddress(string to, string language, string token) => composer.Compose(
        to, language, texts => texts["Confirm your e-mail address"], texts =>
        [
            new(texts["You signed in, and this address was never confirmed as yours. Confirm it here, then sign in again:"], composer.Url($"/sign-in/confirm-address/finish?token={token}")),
            new(texts["The link works once, for {0}.", Confirmation]),
            new(texts["If it wasn't you, don't open the link: somebody has an account with your address, and cannot use it without you."]),
        ]);

    public OutgoingMessage AddressTaken(string to, string language) => composer.Compose(
        to, language, texts => texts["Your address was typed for another account"], texts =>
        [
            new(texts["Somebody wanted mail about another account to go to this address. It belongs to an account already, so nothing was changed."]),
        ]);

    private string Confirmation => durations.Say(options.CurrentValue.ConfirmationLifetime);

    private static MailPart Nothing(IStringLocalizer texts) =>
        new(texts["If you didn't ask for this, do nothing: nothing changes without the link."]);
}
