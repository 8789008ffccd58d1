using System.Security.Cryptography;
using System.Text;

namespace SecurityPortal.Messaging.Delivery.WhatsAppCloud;

/// <summary>
/// <c>X-Hub-Signature-256</c>: HMAC-SHA256 under the app's secret over the bytes of the body as they came. Never over
/// what was read of them and written again.
/// </summary>
internal static class WhatsAppCloudSignature
{
    public const string Header = "X-Hub-Signature-256";
    private const string Prefix = "sha256=";

    public static bool IsValid(string appSecret, ReadOnlySpan<byte> body, string? signature)
    {
        var expected = Prefix + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(appSecret), body));
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(signature ?? ""));
    }
}
