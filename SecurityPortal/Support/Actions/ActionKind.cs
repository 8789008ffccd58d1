namespace SecurityPortal.Support.Actions;

public enum ActionKind
{
    ResetMethod,
    ResetAll,
    Unlock,
    EndSessions,
    IssuePass,

    /// <summary>"Lock my account" for the person (R19). Opens nothing, so one agent does it at once.</summary>
    LockAccount,

    /// <summary>Opens a locked account: always with a lead.</summary>
    OpenAccount,

    /// <summary>Keeps everybody out until support enables the account again (R17). The person cannot undo it: always with a lead.</summary>
    DisableAccount,

    /// <summary>Lets a disabled account sign in again (R17): always with a lead.</summary>
    EnableAccount,
}
