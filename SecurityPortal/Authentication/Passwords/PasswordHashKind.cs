using System.Security.Cryptography;

namespace SecurityPortal.Authentication.Passwords;

/// <summary>The cost of verifying a password against a hash: the algorithm and its parameters.</summary>
/// <param name="Beginning">
/// What hashes of this kind begin with: of Identity's version 3 the version, the function and the rounds; of its version 2,
/// which has but one cost, the version; of the portal's own with earlier settings these; nothing for the portal's own, as for
/// everything that no hash can be read from.
/// </param>
internal sealed record PasswordHashKind(string Beginning)
{
    /// <summary>Letters of the shortest hash that can be read: shorter ones are no hashes and count as nobody's.</summary>
    public const int LeastLength = 60;

    /// <summary>Letters of Base64 that hold version, function and rounds: nine bytes.</summary>
    public const int Letters = 12;

    /// <summary>The first characters of a version 3 Identity hash: a byte of 1, then the first byte of a small number.</summary>
    public const string Version3 = "AQ";

    /// <summary>The first character of a version 2 Identity hash: six bits of a byte of 0, whose last two come before the salt.</summary>
    public const string Version2 = "A";

    public static readonly PasswordHashKind Argon2id = new("");

    private const int SaltLength = 16;
    private const int KeyLength = 32;

    /// <summary>A hash of nothing: to look at it costs what every other of its kind does, and no password is ever right.</summary>
    public string Decoy { get; } = Beginning switch
    {
        "" => Argon2PasswordHasher.Decoy(),
        _ when Beginning == Argon2PasswordHasher.EarlierPrefix => Argon2PasswordHasher.Decoy(isEarlier: true),
        Version2 => Convert.ToBase64String([0, .. Random(SaltLength + KeyLength)]),
        _ => Convert.ToBase64String([.. Convert.FromBase64String(Beginning), 0, 0, 0, SaltLength, .. Random(SaltLength + KeyLength)]),
    };

    /// <summary>The kind of a hash.</summary>
    public static PasswordHashKind Of(string hash) => hash switch
    {
        { Length: > Letters } when hash[0] == 'A' && hash[1] is >= 'A' and <= 'P' && IsBase64(hash) => new(Version2),
        { Length: > Letters } when IsOfIdentity(hash[..Letters]) && IsBase64(hash) => new(hash[..Letters]),
        _ when hash.StartsWith(Argon2PasswordHasher.EarlierPrefix, StringComparison.Ordinal) => new(Argon2PasswordHasher.EarlierPrefix),
        _ => Argon2id,
    };

    /// <summary>Whether hashes of Identity's begin so.</summary>
    public static bool IsOfIdentity(string beginning) => beginning == Version2
        || (beginning.Length == Letters && beginning.StartsWith(Version3, StringComparison.Ordinal) && IsBase64(beginning));

    /// <summary>Whether hashes that begin so cost something else than ours: Identity's, and ours with the settings before.</summary>
    public static bool IsOther(string beginning) => beginning == Argon2PasswordHasher.EarlierPrefix || IsOfIdentity(beginning);

    /// <summary>Whether a password can be looked at under this hash. Under others it costs nothing, which would show.</summary>
    public static bool CanRead(string hash) => Argon2PasswordHasher.CanRead(hash) || Of(hash) != Argon2id;

    public bool Equals(PasswordHashKind? other) => other?.Beginning == Beginning;

    public override int GetHashCode() => Beginning.GetHashCode(StringComparison.Ordinal);

    private static bool IsBase64(string hash) => Convert.TryFromBase64String(hash, new byte[hash.Length], out _);

    private static byte[] Random(int length) => RandomNumberGenerator.GetBytes(length);
}
