using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace SecurityPortal.Tests.Fixtures;

/// <summary>
/// Computes authenticator codes from the RFC's text, independently of the library that the portal uses. Quicker than
/// <see cref="Oathtool"/>, which it is checked against.
/// </summary>
internal static class Rfc6238
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int StepSeconds = 30;

    public static string CodeAt(string base32, DateTimeOffset time) =>
        CodeOf(base32, time.ToUnixTimeSeconds() / StepSeconds);

    public static string CodeOf(string base32, long step)
    {
        var counter = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        var hash = HMACSHA1.HashData(Decode(base32), counter);
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0xf)) & 0x7fffffff;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    private static byte[] Decode(string base32)
    {
        var bits = string.Concat(base32.Where(char.IsLetterOrDigit)
            .Select(letter => Convert.ToString(Alphabet.IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. bits.Chunk(8).Where(octet => octet.Length == 8).Select(octet => Convert.ToByte(new string(octet), 2))];
    }
}
