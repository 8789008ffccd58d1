namespace SecurityPortal.Messaging.Delivery.WhatsAppCloud;

/// <summary>
/// <c>X-Hub-Signature-256</c>: HMAC-SHA256 with the app secret as the key, over the raw bytes of the body. Never over JSON
/// that was parsed and written again.
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
