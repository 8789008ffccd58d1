namespace SecurityPortal.TwoFactor;

/// <summary>The state of a wait for an answer given elsewhere.</summary>
internal enum WaitState
{
    Waiting,
    Answered,
    Over,
}
