namespace SecurityPortal.Support.Actions;

public enum ActionState
{
    AwaitingApproval,

    /// <summary>The waiting period is running.</summary>
    Waiting,
    Done,
    Refused,
    Stopped,

    /// <summary>An agent or lead withdrew it.</summary>
    Withdrawn,
}
