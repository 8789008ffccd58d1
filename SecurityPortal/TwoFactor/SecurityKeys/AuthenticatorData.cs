using System.Buffers.Text;
using System.Formats.Cbor;

namespace SecurityPortal.TwoFactor.SecurityKeys;

/// <summary>
/// Authenticator data (WebAuthn 6.1): a 32-byte hash of the relying-party id, a byte of flags, a four-byte counter and, at
/// registration, the AAGUID. Parsed without any check: callers that base a decision on it must have verified the signature
/// first.
/// </summary>
internal sealed class AuthenticatorData
{
    private const int FlagsAt = 32;
    private const int AaguidAt = 37;
    private const byte BackupEligible = 0x08;
    private const byte AttestedCredential = 0x40;

    private readonly byte[] _bytes;

    private AuthenticatorData(byte[] bytes) => _bytes = bytes;

    /// <summary>Whether the passkey can be copied to other devices (flag BE), whether or not it has been.</summary>
    public bool IsBackupEligible => (_bytes[FlagsAt] & BackupEligible) != 0;

    /// <summary>Whether it comes from a registration, with a new public key (flag AT).</summary>
    public bool IsOfRegistration => (_bytes[FlagsAt] & AttestedCredential) != 0;

    /// <summary>The AAGUID, which identifies the authenticator's model; all zero when it is not given.</summary>
    public Guid Aaguid => IsOfRegistration && _bytes.Length >= AaguidAt + 16 ? new(_bytes.AsSpan(AaguidAt, 16), bigEndian: true) : Guid.Empty;

    public ReadOnlySpan<byte> RelyingPartyHash => _bytes.AsSpan(0, FlagsAt);

    /// <summary>Returns the authenticator data of an attestation object (WebAuthn 6.5.4); null when it cannot be parsed.</summary>
    public static AuthenticatorData? OfAttestation(byte[] attestationObject)
    {
        try
        {
            var cbor = new CborReader(attestationObject, CborConformanceMode.Ctap2Canonical);
            cbor.ReadStartMap();
            while (cbor.PeekState() != CborReaderState.EndMap)
            {
                if (cbor.ReadTextString() == "authData")
                {
                    return Of(cbor.ReadByteString());
                }

                cbor.SkipValue();
            }

            return null;
        }
        catch (Exception exception) when (exception is CborContentException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Returns the authenticator data of a browser's response at registration or authentication; null if unreadable.</summary>
    public static AuthenticatorData? OfCredential(string? credential)
    {
        try
        {
            using var json = JsonDocument.Parse(credential ?? "");
            var response = json.RootElement.GetProperty("response");
            return response.TryGetProperty("attestationObject", out var attestation)
                ? OfAttestation(Base64Url.DecodeFromChars(attestation.GetString()))
                : Of(Base64Url.DecodeFromChars(response.GetProperty("authenticatorData").GetString()));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            // No browser sends this.
            return null;
        }
    }

    private static AuthenticatorData? Of(byte[] bytes) => bytes.Length >= AaguidAt ? new(bytes) : null;
}
