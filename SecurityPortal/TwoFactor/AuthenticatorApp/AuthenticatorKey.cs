using OtpNet;
using SecurityPortal.TwoFactor.OneTimeCodes;

namespace SecurityPortal.TwoFactor.AuthenticatorApp;

/// <summary>A key shared with an authenticator app (RFC 6238: SHA-1, six digits, 30 seconds). Never printed.</summary>
internal sealed class AuthenticatorKey
{
    private const int Bytes = 20;
    private const int LeastBytes = 16;
    private const int Digits = 6;
    private const int StepSeconds = 30;

    // One step either way, for clock drift and slow typing (RFC 6238 5.2).
    private static readonly VerificationWindow Window = new(previous: 1, future: 1);
    private readonly byte[] _key;

    private AuthenticatorKey(byte[] key) => _key = key;

    /// <summary>Creates a new 160-bit key (RFC 4226 4, R6).</summary>
    public static AuthenticatorKey Create() => new(RandomNumberGenerator.GetBytes(Bytes));

    /// <exception cref="ArgumentException">The text is not Base32.</exception>
    public static AuthenticatorKey FromBase32(string text) => new(Base32Encoding.ToBytes(text));

    /// <summary>
    /// Reads a key that another application made, grouped or not; null when it is not Base32 or has fewer than 128 bits
    /// (RFC 4226 4, R6).
    /// </summary>
    public static AuthenticatorKey? TryFromBase32(string text)
    {
        var letters = string.Concat(text.Where(letter => letter != '-' && !char.IsWhiteSpace(letter)));
        try
        {
            return letters.Length > 0 && Base32Encoding.ToBytes(letters) is { Length: >= LeastBytes } key
                ? new AuthenticatorKey(key)
                : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    public string ToBase32() => Base32Encoding.ToString(_key).TrimEnd('=');

    /// <summary>Returns the key in groups of four, for typing.</summary>
    public string ToGroups() => string.Join(' ', ToBase32().Chunk(4).Select(group => new string(group)));

    /// <summary>Returns the link for the QR code, which also opens an app on the same device.</summary>
    public string ToUri(string issuer, string account) => new OtpUri(
        OtpType.Totp, ToBase32(), account, issuer, OtpHashMode.Sha1, Digits, StepSeconds).ToString();

    /// <summary>Returns the number of the time step that contains this time (RFC 6238 4.2).</summary>
    public static long StepAt(DateTimeOffset time) => time.ToUnixTimeSeconds() / StepSeconds;

    /// <summary>Returns the time step that this code belongs to; null when it matches none near <paramref name="now"/>.</summary>
    public long? StepOf(string? code, DateTimeOffset now) =>
        CodeText.Normalize(code) is { } digits
        && new Totp(_key, StepSeconds, OtpHashMode.Sha1, Digits).VerifyTotp(now.UtcDateTime, digits, out var step, Window)
            ? step
            : null;

    public override string ToString() => nameof(AuthenticatorKey);
}
