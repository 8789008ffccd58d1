using SecurityPortal.Accounts.Email;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Messaging.Notifications;
using SecurityPortal.TwoFactor.Management;

namespace SecurityPortal.Accounts.Notifications;

/// <summary>
/// Applies "This wasn't me" to the account in the caller's transaction: freezes its methods, undoes the change that the
/// notification was about, and ends all sessions and everything pending.
/// </summary>
internal sealed class DisavowalEffects(SessionStore sessions, MethodUndo methods, AccountAddresses addresses, TimeProvider clock)
{
    private const string MethodsPrefix = "methods:";
    private const string EmailPrefix = "email:";

    public static NotificationUndo UndoOf(NotificationRecord record) => record.Undo switch
    {
        { } undo when undo.StartsWith(MethodsPrefix, StringComparison.Ordinal) => NotificationUndo.Methods,
        { } undo when undo.StartsWith(EmailPrefix, StringComparison.Ordinal) => NotificationUndo.Email,
        { } undo when NotificationAnswers.IsStop(undo) => NotificationUndo.Stop,
        _ => NotificationUndo.Nothing,
    };

    /// <summary>Returns the ids of the methods in the notification that would stay on (R13).</summary>
    public async Task<IReadOnlyList<string>> KeptAsync(PortalDbContext db, NotificationRecord record, CancellationToken cancellationToken) =>
        UndoOf(record) == NotificationUndo.Methods
            ? (await methods.PreviewAsync(db, record.UserId, AddedBy(record), record.CreatedAt, cancellationToken)).Kept
            : [];

    public async Task<DisavowedChange> ApplyAsync(
        PersonTransaction transaction, NotificationRecord record, ClientInfo client, CancellationToken cancellationToken)
    {
        var until = clock.GetUtcNow() + Disavowal.Freeze;
        await transaction.Db.Set<Person>().Where(person => person.UserId == record.UserId).ExecuteUpdateAsync(
            set => set.SetProperty(person => person.FrozenUntil, until), cancellationToken);
        var undone = UndoOf(record) == NotificationUndo.Methods
            ? await methods.ApplyAsync(transaction, AddedBy(record), record.CreatedAt, client, cancellationToken)
            : new UndoneMethods([], [], []);
        var replaced = UndoOf(record) == NotificationUndo.Email
            ? await RestoreEmailAsync(transaction, record.Undo![EmailPrefix.Length..], cancellationToken)
            : null;
        if (replaced is not null)
        {
            await VoidLaterLinksAsync(transaction.Db, record, cancellationToken);
        }

        await EndEverythingAsync(transaction, cancellationToken);
        return new([.. undone.Off, .. undone.Changed], undone.Kept, replaced, until);
    }

    /// <summary>
    /// Restores the previous address. Returns the address it replaces; null if another account has the previous one by now.
    /// </summary>
    private async Task<string?> RestoreEmailAsync(
        PersonTransaction transaction, string address, CancellationToken cancellationToken) =>
        await addresses.IsTakenAsync(transaction.Db, address, cancellationToken)
            ? null
            : await addresses.PutAsync(transaction, address, cancellationToken);

    // Everything mailed since the change went to somebody else, who could take the address back with the link of a second
    // change. Links in text messages, and those that stop something in progress, still work.
    private async Task VoidLaterLinksAsync(PortalDbContext db, NotificationRecord record, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await db.Set<NotificationRecord>()
            .Where(row => row.UserId == record.UserId && row.UsedAt == null && row.CreatedAt >= record.CreatedAt
                && ((row.IsListed && (row.Undo == null || row.Undo.StartsWith(MethodsPrefix))) || row.Undo!.StartsWith(EmailPrefix)))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.UsedAt, now), cancellationToken);
    }

    // A new stamp ends pending sign-ins and voids links to reset the password or change the address.
    private async Task EndEverythingAsync(PersonTransaction transaction, CancellationToken cancellationToken)
    {
        var stamp = SecurityStamp.Create();
        await transaction.Db.Users.Where(user => user.Id == transaction.UserId).ExecuteUpdateAsync(
            set => set.SetProperty(user => user.SecurityStamp, stamp), cancellationToken);
        await TrustedDevices.ForgetAllAsync(transaction, cancellationToken);
        await sessions.EndOthersAsync(transaction, keep: null, cancellationToken);
    }

    private static string[] AddedBy(NotificationRecord record) => record.Undo![MethodsPrefix.Length..].Split(',');
}
