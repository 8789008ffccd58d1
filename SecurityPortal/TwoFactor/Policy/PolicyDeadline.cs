namespace SecurityPortal.TwoFactor.Policy;

/// <summary>A deadline. Once it has passed, the account can do nothing but enrol.</summary>
public sealed record PolicyDeadline(DateTimeOffset Due, bool HasPassed, EnrolmentCause Cause);
