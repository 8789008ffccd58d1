using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SecurityPortal.Tests.Fixtures;

/// <summary>
/// A security key in software, written from the WebAuthn text and sharing no code with the portal. Everything that
/// it says can be falsified one field at a time, as no browser would.
/// </summary>
internal sealed class SoftwareKey
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public byte[] Id { get; set; } = RandomNumberGenerator.GetBytes(32);

    public uint Counter { get; set; }

    public string Origin { get; set; } = "https://localhost";

    public string RelyingParty { get; set; } = "localhost";

    /// <summary>Flags: user present, user verified, backup eligible, backed up, attested data, extensions.</summary>
    public byte Flags { get; set; } = 0x05;

    /// <summary>The model of the key; all zeros when it does not say.</summary>
    public Guid Aaguid { get; set; }

    public string? Type { get; set; }

    public byte[]? Challenge { get; set; }

    public bool CrossOrigin { get; set; }

    public string? TopOrigin { get; set; }

    public int Algorithm { get; set; } = -7;

    public string? UserHandle { get; set; }

    /// <summary>The id that the envelope names, if not the key's own.</summary>
    public byte[]? NamedId { get; set; }

    public bool BreaksSignature { get; set; }

    /// <summary>Returns the unsigned registration (attestation "none") for these creation options, as the browser's JSON.</summary>
    public string Create(string options)
    {
        var asked = JsonNode.Parse(options)!;
        UserHandle ??= (string)asked["user"]!["id"]!;
        var data = AuthenticatorData((byte)(Flags | 0x40), AttestedData());
        var attestation = new List<byte>();
        attestation.Add(0xA3);
        Text(attestation, "fmt");
        Text(attestation, "none");
        Text(attestation, "attStmt");
        attestation.Add(0xA0);
        Text(attestation, "authData");
        Bytes(attestation, data);
        return Envelope(new JsonObject
        {
            ["clientDataJSON"] = Encode(ClientData(Type ?? "webauthn.create", asked)),
            ["attestationObject"] = Encode([.. attestation]),
            ["transports"] = new JsonArray("usb"),
        });
    }

    /// <summary>Returns the signed answer to these request options, as the browser's JSON.</summary>
    public string Get(string options)
    {
        var client = ClientData(Type ?? "webauthn.get", JsonNode.Parse(options)!);
        var data = AuthenticatorData(Flags, []);
        var signature = _key.SignData(
            [.. data, .. SHA256.HashData(client)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        if (BreaksSignature)
        {
            signature[^1] ^= 1;
        }

        return Envelope(new JsonObject
        {
            ["clientDataJSON"] = Encode(client),
            ["authenticatorData"] = Encode(data),
            ["signature"] = Encode(signature),
            ["userHandle"] = UserHandle,
        });
    }

    private string Envelope(JsonObject response) => new JsonObject
    {
        ["id"] = Encode(NamedId ?? Id),
        ["rawId"] = Encode(NamedId ?? Id),
        ["type"] = "public-key",
        ["clientExtensionResults"] = new JsonObject(),
        ["response"] = response,
    }.ToJsonString();

    private byte[] ClientData(string type, JsonNode options)
    {
        var data = new JsonObject
        {
            ["type"] = type,
            ["challenge"] = Challenge is null ? (string)options["challenge"]! : Encode(Challenge),
            ["origin"] = Origin,
            ["crossOrigin"] = CrossOrigin,
        };
        if (TopOrigin is not null)
        {
            data["topOrigin"] = TopOrigin;
        }

        return JsonSerializer.SerializeToUtf8Bytes(data);
    }

    private byte[] AuthenticatorData(byte flags, byte[] rest)
    {
        var counter = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(counter, Counter);
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(RelyingParty)), flags, .. counter, .. rest];
    }

    private byte[] AttestedData()
    {
        var point = _key.ExportParameters(false).Q;
        var length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)Id.Length);
        var cose = new List<byte> { 0xA5, 0x01, 0x02, 0x03 };
        Negative(cose, Algorithm);
        cose.AddRange([0x20, 0x01, 0x21]);
        Bytes(cose, point.X!);
        cose.Add(0x22);
        Bytes(cose, point.Y!);
        return [.. Aaguid.ToByteArray(bigEndian: true), .. length, .. Id, .. cose];
    }

    private static void Negative(List<byte> cbor, int value)
    {
        var magnitude = -1 - value;
        if (magnitude < 24)
        {
            cbor.Add((byte)(0x20 | magnitude));
        }
        else if (magnitude < 256)
        {
            cbor.AddRange([0x38, (byte)magnitude]);
        }
        else
        {
            cbor.AddRange([0x39, (byte)(magnitude >> 8), (byte)magnitude]);
        }
    }

    private static void Text(List<byte> cbor, string text)
    {
        cbor.Add((byte)(0x60 | text.Length));
        cbor.AddRange(Encoding.ASCII.GetBytes(text));
    }

    private static void Bytes(List<byte> cbor, byte[] bytes)
    {
        // Canonical CBOR: the shortest form of the length.
        cbor.AddRange(bytes.Length < 256
            ? [0x58, (byte)bytes.Length]
            : [0x59, (byte)(bytes.Length >> 8), (byte)bytes.Length]);
        cbor.AddRange(bytes);
    }

    private static string Encode(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
}
