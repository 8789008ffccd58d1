namespace SecurityPortal.Support.Actions;

internal static class ActionKinds
{
    /// <summary>Whether it takes methods away from the person.</summary>
    public static bool TakesAway(this ActionKind kind) => kind is ActionKind.ResetMethod or ActionKind.ResetAll;

    /// <summary>Whether it takes a factor away or stands in for one. Unlocking and ending sessions do neither.</summary>
    public static bool OpensAccount(this ActionKind kind) =>
        kind is ActionKind.ResetMethod or ActionKind.ResetAll or ActionKind.IssuePass;

    /// <summary>Whether the agent must give a reason, which is kept in the log, where the person can read it.</summary>
    public static bool NeedsReason(this ActionKind kind) => kind is ActionKind.DisableAccount or ActionKind.EnableAccount;

    /// <summary>Whether it reopens an account that is locked or disabled.</summary>
    public static bool LetsIn(this ActionKind kind) => kind is ActionKind.OpenAccount or ActionKind.EnableAccount;
}
