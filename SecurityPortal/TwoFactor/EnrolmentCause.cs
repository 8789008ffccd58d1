namespace SecurityPortal.TwoFactor;

/// <summary>Why somebody is led to enrolment.</summary>
public enum EnrolmentCause
{
    Policy,

    /// <summary>Support reset the account's methods.</summary>
    Reset,

    /// <summary>A temporary pass opened the session.</summary>
    TemporaryPass,

    /// <summary>The person works for support, and has nothing strong enough for that yet.</summary>
    Staff,
}
