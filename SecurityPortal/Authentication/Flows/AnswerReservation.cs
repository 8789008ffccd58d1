namespace SecurityPortal.Authentication.Flows;

/// <summary>
/// The result of reserving an answer. The answer may be checked only if none of the first three holds; the others say what
/// follows if it is wrong.
/// </summary>
internal sealed record AnswerReservation
{
    /// <summary>Whether the flow accepts no more answers.</summary>
    public bool IsOver { get; init; }

    /// <summary>Until when the account's second step is locked; null if it is not.</summary>
    public DateTimeOffset? LockedUntil { get; init; }

    /// <summary>Whether a hundred wrong answers in a row have closed everything that can be guessed.</summary>
    public bool IsClosed { get; init; }

    /// <summary>Whether the owner is notified if this answer is wrong.</summary>
    public bool IsTold { get; init; }

    /// <summary>Whether this is the hundredth answer in a row, which closes the account to guesses if it is wrong.</summary>
    public bool Closes { get; init; }
}
