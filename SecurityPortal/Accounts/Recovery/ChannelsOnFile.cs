using SecurityPortal.TwoFactor;

namespace SecurityPortal.Accounts.Recovery;

/// <summary>The channels that can prove a recovery; null for each that proves nothing.</summary>
/// <param name="Email">The confirmed address.</param>
/// <param name="Text">The method that sends codes to the confirmed number.</param>
/// <param name="Emergency">Backup codes, used-up ones among them.</param>
internal sealed record ChannelsOnFile(string? Email, MethodEnrolment? Text, MethodEnrolment? Emergency);
