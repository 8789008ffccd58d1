namespace SecurityPortal.Support;

/// <summary>Why the portal refused a request from support.</summary>
public enum SupportFault
{
    SessionEnded,

    /// <summary>The person does not work for support, or no longer does.</summary>
    NotStaff,

    /// <summary>The session was not opened with a method that staff must use.</summary>
    NeedsStaffSignIn,

    /// <summary>The agent's own proof is too old for this.</summary>
    NeedsConfirmation,

    /// <summary>Agents may not act on their own account.</summary>
    OwnAccount,

    /// <summary>Agents may not act on anyone with the same or a higher role.</summary>
    TooHigh,

    /// <summary>The person, case, check or request does not exist, or no longer does.</summary>
    NotFound,
    CaseClosed,

    /// <summary>The input is invalid.</summary>
    InvalidInput,

    /// <summary>The reason is missing or too long.</summary>
    ReasonMissing,

    /// <summary>The ticket is missing or too long.</summary>
    TicketMissing,

    /// <summary>The agent has not recorded what is lost or stolen; "nothing" is a valid answer.</summary>
    LostNotSaid,

    /// <summary>There is nothing to reset, unlock or end.</summary>
    NothingToDo,

    /// <summary>The account is locked and must be opened first (R19).</summary>
    AccountLocked,

    /// <summary>The account is disabled and must be enabled first (R17).</summary>
    AccountDisabled,

    /// <summary>The same request is already pending.</summary>
    AlreadyAsked,

    /// <summary>An action is pending in the case, so it cannot be closed.</summary>
    ActionPending,

    /// <summary>It was decided, stopped or done in the meantime.</summary>
    ChangedMeanwhile,

    /// <summary>The case has changed hands or been put back in the queue in the meantime.</summary>
    TakenMeanwhile,

    /// <summary>Only the assignee or a lead may hand the case over, put it back, or close it from a list.</summary>
    NotYours,

    /// <summary>The new assignee may not act on the person in the case, or already has it.</summary>
    CannotTakeIt,

    /// <summary>The other case does not exist, is this one, is about someone else, is closed, or is itself a duplicate.</summary>
    NoDuplicate,

    /// <summary>The maximum number has been reached.</summary>
    TooMany,

    /// <summary>No check of the caller has passed yet.</summary>
    NoCheckYet,

    /// <summary>No browser that may answer was signed in before the case was opened.</summary>
    NoBrowser,

    /// <summary>The request has expired.</summary>
    Over,

    /// <summary>Only a lead may do this.</summary>
    NotLead,

    /// <summary>The agent who made the request cannot decide it.</summary>
    OwnRequest,

    /// <summary>The agent who made the request no longer works for support, or may no longer act on this person.</summary>
    AskerGone,
    TooManyLookups,
    TooManyActions,
    TooManyTries,
    WrongCode,

    /// <summary>There were too many wrong codes: the right one no longer passes either.</summary>
    CodeUsedUp,

    /// <summary>The code is too old, or void.</summary>
    CodeExpired,

    /// <summary>The digits dialled are not those of the number on file.</summary>
    WrongDigits,

    /// <summary>There is nowhere to send it, or nothing to compare with.</summary>
    NoDestination,

    /// <summary>The address or number is so new that it proves nothing.</summary>
    DestinationTooNew,

    /// <summary>The phone or mailbox was reported lost or stolen.</summary>
    ReportedLost,
    TooSoon,

    /// <summary>The portal sends no codes to the country of the number.</summary>
    RegionNotServed,

    /// <summary>Codes to similar numbers, or all text messages, are paused.</summary>
    SendingPaused,
}
