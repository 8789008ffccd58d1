using SecurityPortal.TwoFactor;

namespace SecurityPortal.Accounts.Recovery;

/// <summary>The channels that can provide a proof for a recovery; null for each that cannot.</summary>
/// <param name="Email">The confirmed address.</param>
/// <param name="Text">The method that sends codes to the confirmed number.</param>
/// <param name="Emergency">Backup codes, even if all are used up.</param>
internal sealed record ChannelsOnFile(string? Email, MethodEnrolment? Text, MethodEnrolment? Emergency);
