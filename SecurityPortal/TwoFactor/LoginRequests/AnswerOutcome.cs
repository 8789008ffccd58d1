namespace SecurityPortal.TwoFactor.LoginRequests;

/// <summary>The result of answering a login request.</summary>
public enum AnswerOutcome
{
    Done,
    WrongNumber,

    /// <summary>The number was wrong too many times, which cancelled the request.</summary>
    TooManyWrong,

    /// <summary>The request was answered elsewhere, withdrawn, or has expired.</summary>
    Over,

    /// <summary>This browser was itself signed in by a login request less than an hour ago.</summary>
    NotAllowed,
}
