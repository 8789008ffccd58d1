using System.Buffers.Text;
using System.Formats.Cbor;
using System.Text.Json;

namespace SecurityPortal.TwoFactor.SecurityKeys;

/// <summary>
/// What an authenticator says beside its signature (WebAuthn 6.1): 32 bytes of hash of the relying party, a byte of flags,
/// four of counter, and at a registration the AAGUID. Read here without any check: somebody who decides by it has had the
/// signature checked before.
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

    /// <summary>Whether it stands in a registration, beside a new public key (flag AT).</summary>
    public bool IsOfRegistration => (_bytes[FlagsAt] & AttestedCredential) != 0;

    /// <summary>The AAGUID: the model of the authenticator; all zero when it does not say.</summary>
    public Guid Aaguid => IsOfRegistration && _bytes.Length >= AaguidAt + 16 ? new(_bytes.AsSpan(AaguidAt, 16), bigEndian: true) : Guid.Empty;

    public ReadOnlySpan<byte> RelyingPartyHash => _bytes.AsSpan(0, FlagsAt);

    /// <summary>The authenticator data of an attestation object (WebAuthn 6.5.4); null when it cannot be read.</summary>
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

    /// <summary>The authenticator data of a credential as the browser sends it, at registration or authentication; null when it cannot be read.</summary>
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
            // Not what a browser sends.
            return null;
        }
    }

    private static AuthenticatorData? Of(byte[] bytes) => bytes.Length >= AaguidAt ? new(bytes) : null;
}
