namespace SecurityPortal.TwoFactor.OneTimeCodes;

/// <summary>How far a code got, in words.</summary>
/// <param name="IsFinal">Whether nothing more will come.</param>
/// <param name="HasFailed">Whether it did not arrive.</param>
public sealed record CodeLine(string Text, bool IsFinal, bool HasFailed);
