namespace SecurityPortal.Support.Actions;

internal static class ActionKinds
{
    /// <summary>Whether it takes methods away from the person; the others only help.</summary>
    public static bool TakesAway(this ActionKind kind) => kind is ActionKind.ResetMethod or ActionKind.ResetAll;

    /// <summary>Whether it takes a factor away or stands in for one. Unlocking and ending sessions open nothing.</summary>
    public static bool OpensAccount(this ActionKind kind) =>
        kind is ActionKind.ResetMethod or ActionKind.ResetAll or ActionKind.IssuePass;

    /// <summary>Whether whoever asks says why: it is kept in the log, where the person can read it.</summary>
    public static bool NeedsReason(this ActionKind kind) => kind is ActionKind.DisableAccount or ActionKind.EnableAccount;

    /// <summary>Whether it lets somebody in whom the account keeps out as it is.</summary>
    public static bool LetsIn(this ActionKind kind) => kind is ActionKind.OpenAccount or ActionKind.EnableAccount;
}
