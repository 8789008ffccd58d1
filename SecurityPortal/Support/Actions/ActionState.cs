namespace SecurityPortal.Support.Actions;

public enum ActionState
{
    AwaitingApproval,

    /// <summary>The waiting period runs.</summary>
    Waiting,
    Done,
    Refused,
    Stopped,

    /// <summary>The agent took it back.</summary>
    Withdrawn,
}
