using System.Security.Cryptography;
using System.Text;

namespace SecurityPortal.Messaging.Delivery.Twilio;

/// <summary>
/// <c>X-Twilio-Signature</c>: HMAC-SHA1 under the account's token over the address that Twilio called and the sorted
/// parameters of the form (https://www.twilio.com/docs/usage/security).
/// </summary>
internal static class TwilioSignature
{
    public const string Header = "X-Twilio-Signature";

    /// <summary>Whether the signature fits one of the addresses. Twilio signs sometimes with the port, sometimes without.</summary>
    public static bool IsValid(
        string token, IEnumerable<string> urls, IEnumerable<KeyValuePair<string, string>> form, string? signature)
    {
        var given = Encoding.UTF8.GetBytes(signature ?? "");
        var parameters = string.Concat(form.Distinct()
            .OrderBy(pair => pair.Key, StringComparer.Ordinal).ThenBy(pair => pair.Value, StringComparer.Ordinal)
            .Select(pair => pair.Key + pair.Value));

        // No early way out: it would tell which address was the right one.
        return urls.Aggregate(
            false, (valid, url) => CryptographicOperations.FixedTimeEquals(given, Compute(token, url + parameters)) | valid);
    }

    /// <summary>The address with the port written out and without it.</summary>
    public static IEnumerable<string> Spellings(string publicUrl, string pathAndQuery)
    {
        var origin = new Uri(publicUrl);
        return [$"{origin.Scheme}://{origin.Host}{pathAndQuery}", $"{origin.Scheme}://{origin.Host}:{origin.Port}{pathAndQuery}"];
    }

    private static byte[] Compute(string token, string text)
    {
#pragma warning disable CA5350 // Twilio's choice; an HMAC does not rest on what SHA-1 has lost.
        var hash = HMACSHA1.HashData(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(text));
#pragma warning restore CA5350
        return Encoding.UTF8.GetBytes(Convert.ToBase64String(hash));
    }
}
