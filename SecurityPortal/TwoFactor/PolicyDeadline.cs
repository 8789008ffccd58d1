namespace SecurityPortal.TwoFactor;

/// <summary>A deadline, and whether it has passed: then the account leads to enrolment and to nothing else.</summary>
public sealed record PolicyDeadline(DateTimeOffset Due, bool HasPassed, EnrolmentCause Cause);
