using SecurityPortal.TwoFactor.Policy;

namespace SecurityPortal.TwoFactor;

/// <summary>Why a request about a method was refused.</summary>
public enum MethodFault
{
    /// <summary>The session has ended; the person has to sign in.</summary>
    SessionEnded,

    /// <summary>The last "Confirm it's you" was too long ago, or too weak for this.</summary>
    NeedsConfirmation,

    /// <summary>The method does not exist, or is not offered to this person.</summary>
    UnknownMethod,

    /// <summary>Another method has to be on first.</summary>
    RequiresAnother,

    AlreadyOn,

    /// <summary>The method is not on, or has changed since the person was asked.</summary>
    ChangedMeanwhile,

    /// <summary>The enrolment has expired or has been replaced by a newer one.</summary>
    SetupOver,

    WrongCode,

    TooManyTries,

    /// <summary>The input is invalid; the message says why.</summary>
    InvalidInput,

    /// <summary>Somebody answered "This wasn't me" less than a day ago, so methods cannot be changed.</summary>
    Frozen,

    /// <summary>The account has to set up a method before anything else; see <see cref="EnrolmentCause"/>.</summary>
    MustEnrolFirst,

    /// <summary>Policy does not let the account go without two-factor.</summary>
    RequiredByPolicy,

    /// <summary>The person began too many enrolments without finishing one.</summary>
    TooManySetups,
}
