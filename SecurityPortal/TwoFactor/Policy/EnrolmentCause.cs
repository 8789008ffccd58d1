namespace SecurityPortal.TwoFactor.Policy;

/// <summary>Why a person is sent to enrolment.</summary>
public enum EnrolmentCause
{
    Policy,

    /// <summary>Support reset the account's methods.</summary>
    Reset,

    /// <summary>A temporary pass opened the session.</summary>
    TemporaryPass,

    /// <summary>The person is support staff and does not have a method strong enough for that yet.</summary>
    Staff,
}
