namespace SecurityPortal.TwoFactor;

/// <summary>Why a request about a method was refused.</summary>
public enum MethodFault
{
    /// <summary>The session is over; the person has to sign in.</summary>
    SessionEnded,

    /// <summary>The last "Confirm it's you" is too old, or was too weak for this.</summary>
    NeedsConfirmation,

    /// <summary>There is no such method, or it is not offered to this person.</summary>
    UnknownMethod,

    /// <summary>Another method has to be on first.</summary>
    RequiresAnother,

    AlreadyOn,

    /// <summary>It is not on, or it is no longer as it was when the person was asked.</summary>
    ChangedMeanwhile,

    /// <summary>The enrolment is void, because a newer one was begun, or too old.</summary>
    SetupOver,

    WrongCode,

    TooManyTries,

    /// <summary>The input cannot be used; the message says why.</summary>
    InvalidInput,

    /// <summary>Somebody said "This wasn't me" less than a day ago: methods stay as they are.</summary>
    Frozen,

    /// <summary>The account has to set up a method before anything else; see <see cref="EnrolmentCause"/>.</summary>
    MustEnrolFirst,

    /// <summary>The account may not be without two-factor.</summary>
    RequiredByPolicy,

    /// <summary>The person began one enrolment after the other and finished none.</summary>
    TooManySetups,
}
