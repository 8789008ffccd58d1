namespace SecurityPortal.Support.Actions;

public enum ActionKind
{
    ResetMethod,
    ResetAll,
    Unlock,
    EndSessions,
    IssuePass,

    /// <summary>Locks the account as "Lock my account" does (R19). It opens nothing, so one agent can do it immediately.</summary>
    LockAccount,

    /// <summary>Opens a locked account. Always needs a lead.</summary>
    OpenAccount,

    /// <summary>Keeps everyone out until support enables the account again (R17). The person cannot undo it. Always needs a lead.</summary>
    DisableAccount,

    /// <summary>Lets a disabled account sign in again (R17). Always needs a lead.</summary>
    EnableAccount,
}
