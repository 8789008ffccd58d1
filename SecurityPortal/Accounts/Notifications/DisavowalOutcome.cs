namespace SecurityPortal.Accounts.Notifications;

/// <summary>The result of answering a notification.</summary>
public abstract record DisavowalOutcome
{
    private DisavowalOutcome()
    {
    }

    /// <summary>"This wasn't me" was carried out: among other things, all sessions have ended.</summary>
    /// <param name="TurnedOff">The ids of the methods that were turned off, or lost the key or app that was added.</param>
    /// <param name="Kept">The ids of the methods that the link may not turn off (R13).</param>
    /// <param name="EmailRestored">Whether the previous address was restored.</param>
    /// <param name="FrozenUntil">Until when the methods are frozen.</param>
    /// <param name="LinkAt">When the recovery link is emailed; null if no wait began.</param>
    public sealed record Done(
        IReadOnlyList<string> TurnedOff, IReadOnlyList<string> Kept, bool EmailRestored, DateTimeOffset FrozenUntil,
        DateTimeOffset? LinkAt) : DisavowalOutcome
    {
        /// <summary>The ids of the methods that unlock the account; null if it is not locked (R19).</summary>
        public IReadOnlyList<string>? OpensWith { get; init; }
    }

    /// <summary>
    /// "Lock my account", in answer to a notification of something in progress: that was stopped, and the account locked.
    /// </summary>
    /// <param name="OpensWith">The ids of the methods that unlock it.</param>
    public sealed record Locked(IReadOnlyList<string> OpensWith) : DisavowalOutcome;

    /// <summary>"Stop this": it will not happen.</summary>
    public sealed record Stopped : DisavowalOutcome;

    /// <summary>"Stop this": it has happened already, or was stopped before.</summary>
    public sealed record TooLate : DisavowalOutcome;
}
