using System.Numerics;

namespace SecurityPortal.TwoFactor.BackupCodes;

/// <summary>The backup codes of a person. Only salted slow hashes are stored, never the codes.</summary>
internal sealed class BackupCodeSet
{
    public const int HashLength = 32;

    /// <summary>The number of bits that <see cref="Used"/> can hold.</summary>
    public const int MaxCodes = 31;

    public required string UserId { get; init; }

    /// <summary>
    /// The same for all codes of a set, so that a try costs one hash and not ten. Different for each new set, so that a code
    /// of the old set cannot use up one of the new.
    /// </summary>
    public required byte[] Salt { get; init; }

    /// <summary>The concatenated hashes, <see cref="HashLength"/> bytes each.</summary>
    public required byte[] Hashes { get; init; }

    /// <summary>One bit for each used code, starting with the lowest bit for the first code.</summary>
    public int Used { get; set; }

    public int Left => (Hashes.Length / HashLength) - BitOperations.PopCount((uint)Used);

    /// <summary>Returns the bit of the code with this hash, used or not; zero when the set has no such code.</summary>
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
