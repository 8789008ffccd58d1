namespace SecurityPortal.TwoFactor;

/// <summary>How a wait stands.</summary>
internal enum WaitState
{
    Waiting,
    Answered,
    Over,
}
