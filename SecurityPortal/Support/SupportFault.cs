namespace SecurityPortal.Support;

/// <summary>Why support was refused something.</summary>
public enum SupportFault
{
    SessionEnded,

    /// <summary>The person does not work for support, or no longer does.</summary>
    NotStaff,

    /// <summary>The session was not opened with what staff must sign in with.</summary>
    NeedsStaffSignIn,

    /// <summary>The agent's own proof is too old for this.</summary>
    NeedsConfirmation,

    /// <summary>Nobody acts on themselves.</summary>
    OwnAccount,

    /// <summary>Nobody acts on somebody of the same or a higher role.</summary>
    TooHigh,

    /// <summary>There is no such person, case, check or request, or not any more.</summary>
    NotFound,
    CaseClosed,

    /// <summary>The input cannot be used.</summary>
    InvalidInput,

    /// <summary>There is no reason, or it is too long.</summary>
    ReasonMissing,

    /// <summary>There is no ticket, or it is too long.</summary>
    TicketMissing,

    /// <summary>Nobody has said what is lost or stolen; "nothing" is an answer too.</summary>
    LostNotSaid,

    /// <summary>There is nothing to reset, unlock or end.</summary>
    NothingToDo,

    /// <summary>The account is locked: it is opened first (R19).</summary>
    AccountLocked,

    /// <summary>The account is disabled: it is enabled first (R17).</summary>
    AccountDisabled,

    /// <summary>The same is in progress already.</summary>
    AlreadyAsked,

    /// <summary>It was decided, stopped or done in the meantime.</summary>
    ChangedMeanwhile,

    /// <summary>Somebody else has the case by now, or nobody has.</summary>
    TakenMeanwhile,

    /// <summary>Only the person who has the case gives it away, or a lead.</summary>
    NotYours,

    /// <summary>The person who should get the case may not act on its person.</summary>
    CannotTakeIt,

    /// <summary>The other case is this one, another person's, closed, or a duplicate itself.</summary>
    NoDuplicate,

    /// <summary>There are as many as there may be.</summary>
    TooMany,

    /// <summary>No check of the caller has passed yet.</summary>
    NoCheckYet,

    /// <summary>No browser was signed in before the call that may answer.</summary>
    NoBrowser,

    /// <summary>It waited too long.</summary>
    Over,

    /// <summary>Only a lead decides.</summary>
    NotLead,

    /// <summary>The agent who asked cannot approve.</summary>
    OwnRequest,

    /// <summary>The person who asked does not work for support any more, or may not do this any more.</summary>
    AskerGone,
    TooManyLookups,
    TooManyActions,
    TooManyTries,
    WrongCode,

    /// <summary>The code was wrong as often as it may be: the right one does not pass any more either.</summary>
    CodeUsedUp,

    /// <summary>The code is too old, or void.</summary>
    CodeExpired,

    /// <summary>The digits that were dialled are not those of the number on file.</summary>
    WrongDigits,

    /// <summary>There is nowhere to send it, or nothing to compare with.</summary>
    NoDestination,

    /// <summary>The address or number is so new that it proves nothing.</summary>
    DestinationTooNew,

    /// <summary>It was reported lost or stolen.</summary>
    ReportedLost,
    TooSoon,

    /// <summary>No codes go to the country of the number.</summary>
    RegionNotServed,

    /// <summary>Codes to numbers like this one, or texts at all, are stopped for a while.</summary>
    SendingPaused,
}
