using System.Buffers.Text;
using System.Text.Json.Nodes;

namespace SecurityPortal.TwoFactor.SecurityKeys;

/// <summary>
/// Handles passkeys that a browser creates without a prompt, right after its password manager filled in the password. Nobody
/// was asked to touch anything, so the "user present" flag may be missing, and a relying party does not require it (WebAuthn
/// 7.1 step 15).
/// </summary>
internal static class ConditionalCreation
{
    private const byte UserPresent = 0x01;

    /// <summary>
    /// Returns the answer with the flag set, because Identity's handler always requires it. This loses nothing: without
    /// attestation no flag of a registration is signed, and every later use requires a touch and a signature.
    /// </summary>
    /// <returns>The unchanged answer if it cannot be parsed: the handler refuses it.</returns>
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
