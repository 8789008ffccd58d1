namespace SecurityPortal.TwoFactor.OneTimeCodes;

/// <summary>How far a code got, in words.</summary>
/// <param name="IsFinal">Whether the delivery status is final.</param>
/// <param name="HasFailed">Whether the code did not arrive.</param>
public sealed record CodeLine(string Text, bool IsFinal, bool HasFailed);
