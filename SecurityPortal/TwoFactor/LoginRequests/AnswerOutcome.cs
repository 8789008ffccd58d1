namespace SecurityPortal.TwoFactor.LoginRequests;

/// <summary>The result of an answer.</summary>
public enum AnswerOutcome
{
    Done,
    WrongNumber,

    /// <summary>Answered elsewhere, withdrawn, or too late.</summary>
    Over,

    /// <summary>This browser was itself let in by a login request a short while ago.</summary>
    NotAllowed,
}
