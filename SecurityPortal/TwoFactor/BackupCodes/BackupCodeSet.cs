using System.Numerics;
using System.Security.Cryptography;

namespace SecurityPortal.TwoFactor.BackupCodes;

/// <summary>The backup codes of a person. The codes themselves are nowhere: only their salted slow hashes.</summary>
internal sealed class BackupCodeSet
{
    public const int HashLength = 32;

    /// <summary>As many as <see cref="Used"/> has bits for.</summary>
    public const int MaxCodes = 31;

    public required string UserId { get; init; }

    /// <summary>
    /// The same for all codes of a set, so that a try costs one hash and not ten; another for each new set, so that a code
    /// of the old one cannot spend one of the new.
    /// </summary>
    public required byte[] Salt { get; init; }

    /// <summary>The hashes one after the other, each of <see cref="HashLength"/> bytes.</summary>
    public required byte[] Hashes { get; init; }

    /// <summary>A bit for each code that was used, that of the first one lowest.</summary>
    public int Used { get; set; }

    public int Left => (Hashes.Length / HashLength) - BitOperations.PopCount((uint)Used);

    /// <summary>The bit of the code with this hash, used or not; zero when the set has none such.</summary>
    public int Find(byte[] hash)
    {
        var bit = 0;
        for (var i = 0; i < Hashes.Length / HashLength; i++)
        {
            bit |= CryptographicOperations.FixedTimeEquals(Hashes.AsSpan(i * HashLength, HashLength), hash) ? 1 << i : 0;
        }

        return bit;
    }
}
