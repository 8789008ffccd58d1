using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace SecurityPortal.Data;

/// <summary>
/// Unguessable values for cookies and links: 256 random bits, of which the database keeps only the SHA-256
/// (ASVS 11.5.1; a fast hash is enough from 112 bits on).
/// </summary>
internal static class RandomToken
{
    /// <summary>Characters in a token.</summary>
    public const int Length = 43;

    public static string Create() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
