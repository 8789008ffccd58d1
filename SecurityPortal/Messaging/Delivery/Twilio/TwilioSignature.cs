namespace SecurityPortal.Messaging.Delivery.Twilio;

/// <summary>
/// <c>X-Twilio-Signature</c>: HMAC-SHA1 with the account's token as the key, over the URL that Twilio called and the sorted
/// form parameters (https://www.twilio.com/docs/usage/security).
/// </summary>
internal static class TwilioSignature
{
    public const string Header = "X-Twilio-Signature";

    /// <summary>Whether the signature matches one of the URLs. Twilio signs sometimes with the port, sometimes without it.</summary>
    public static bool IsValid(
        string token, IEnumerable<string> urls, IEnumerable<KeyValuePair<string, string>> form, string? signature)
    {
        var given = Encoding.UTF8.GetBytes(signature ?? "");
        var parameters = string.Concat(form.Distinct()
            .OrderBy(pair => pair.Key, StringComparer.Ordinal).ThenBy(pair => pair.Value, StringComparer.Ordinal)
            .Select(pair => pair.Key + pair.Value));

        // No early exit: its timing would reveal which URL matched.
        return urls.Aggregate(
            false, (valid, url) => CryptographicOperations.FixedTimeEquals(given, Compute(token, url + parameters)) | valid);
    }

    /// <summary>Returns the URL without and with an explicit port.</summary>
    public static IEnumerable<string> Spellings(string publicUrl, string pathAndQuery)
    {
        var origin = new Uri(publicUrl);
        return [$"{origin.Scheme}://{origin.Host}{pathAndQuery}", $"{origin.Scheme}://{origin.Host}:{origin.Port}{pathAndQuery}"];
    }

    private static byte[] Compute(string token, string text)
    {
#pragma warning disable CA5350 // Twilio's choice; HMAC does not depend on the collision resistance that SHA-1 has lost.
        var hash = HMACSHA1.HashData(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(text));
#pragma warning restore CA5350
        return Encoding.UTF8.GetBytes(Convert.ToBase64String(hash));
    }
}
