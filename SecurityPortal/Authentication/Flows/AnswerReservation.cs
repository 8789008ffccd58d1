namespace SecurityPortal.Authentication.Flows;

/// <summary>Whether an answer may be looked at: none of the first three holds. And what follows if it is wrong.</summary>
internal sealed record AnswerReservation
{
    /// <summary>The flow takes no more.</summary>
    public bool IsOver { get; init; }

    /// <summary>The account's second step is locked until then.</summary>
    public DateTimeOffset? LockedUntil { get; init; }

    /// <summary>After a hundred wrong answers in a row, nothing that can be guessed is looked at.</summary>
    public bool IsClosed { get; init; }

    /// <summary>Whether the owner is told of this answer if it is wrong.</summary>
    public bool IsTold { get; init; }

    /// <summary>Whether this is the hundredth in a row, which closes the account to guesses if it is wrong.</summary>
    public bool Closes { get; init; }
}
