using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SecurityPortal.TwoFactor.SecurityKeys;

/// <summary>
/// Passkeys that a browser makes without a prompt, right after its own manager filled in the password. Nobody was asked to
/// touch anything, so the flag "user present" may be missing, and a relying party does not ask for it (WebAuthn 7.1 step 15).
/// </summary>
internal static class ConditionalCreation
{
    private const byte UserPresent = 0x01;

    /// <summary>
    /// The answer with the flag set, which Identity's handler asks for in every case. Nothing is lost by it: without
    /// attestation no flag of a registration is signed, and each later use is asked for a touch and a signature.
    /// </summary>
    /// <returns>The answer as it came when it cannot be read: the handler refuses that.</returns>
    public static string WithUserPresent(string credential, string relyingPartyId)
    {
        try
        {
            var answer = JsonNode.Parse(credential);
            var attestation = Base64Url.DecodeFromChars((string?)answer?["response"]?["attestationObject"]);
            var hash = SHA256.HashData(Encoding.UTF8.GetBytes(relyingPartyId));
            var at = attestation.AsSpan().IndexOf(hash);
            if (at < 0 || at + hash.Length >= attestation.Length)
            {
                return credential;
            }

            attestation[at + hash.Length] |= UserPresent;
            answer!["response"]!["attestationObject"] = Base64Url.EncodeToString(attestation);
            return answer.ToJsonString();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            return credential;
        }
    }
}
