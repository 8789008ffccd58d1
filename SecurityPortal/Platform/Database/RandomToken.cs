using System.Buffers.Text;

namespace SecurityPortal.Platform.Database;

/// <summary>
/// Unguessable values for cookies and links: 256 random bits (ASVS 11.5.1). The database stores a keyed hash: somebody who can
/// write to it, but does not have the key ring, cannot create a token that the portal accepts.
/// </summary>
internal static class RandomToken
{
    /// <summary>Characters in a token.</summary>
    public const int Length = 43;

    public static string Create() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>Returns the hash under which the database stores a token.</summary>
    /// <param name="kind">What the token is for, and whatever else it is bound to: moved to another row, it is worthless.</param>
    public static byte[] OfToken(this KeyedHash keyedHash, string token, params ReadOnlySpan<string> kind) =>
        keyedHash.OfIssued(["token", token, .. kind]);
}
