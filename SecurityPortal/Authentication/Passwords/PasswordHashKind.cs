namespace SecurityPortal.Authentication.Passwords;

/// <summary>The cost of verifying a password against a hash: the algorithm and its parameters.</summary>
/// <param name="Beginning">
/// What hashes of this kind start with. For Identity's version 3: version, function and iteration count. For its version 2,
/// which has only one cost: the version. For the portal's own with earlier settings: these settings. Empty for the portal's
/// own, and for anything that is not a readable hash.
/// </param>
internal sealed record PasswordHashKind(string Beginning)
{
    /// <summary>The length of the shortest hash that can be read. Anything shorter is not a hash and is not counted.</summary>
    public const int LeastLength = 60;

    /// <summary>How many Base64 characters hold version, function and iteration count: nine bytes.</summary>
    public const int Letters = 12;

    /// <summary>The first characters of a version 3 Identity hash: a byte of 1, then the first byte of a small number.</summary>
    public const string Version3 = "AQ";

    /// <summary>
    /// The first character of a version 2 Identity hash: six bits of a zero byte, whose last two bits share a character with the salt.
    /// </summary>
    public const string Version2 = "A";

    public static readonly PasswordHashKind Argon2id = new("");

    private const int SaltLength = 16;
    private const int KeyLength = 32;

    /// <summary>A random hash: verifying against it costs the same as any other of its kind, and no password matches.</summary>
    public string Decoy { get; } = Beginning switch
    {
        "" => Argon2PasswordHasher.Decoy(),
        _ when Beginning == Argon2PasswordHasher.EarlierPrefix => Argon2PasswordHasher.Decoy(isEarlier: true),
        Version2 => Convert.ToBase64String([0, .. Random(SaltLength + KeyLength)]),
        _ => Convert.ToBase64String([.. Convert.FromBase64String(Beginning), 0, 0, 0, SaltLength, .. Random(SaltLength + KeyLength)]),
    };

    /// <summary>Returns the kind of a hash.</summary>
    public static PasswordHashKind Of(string hash) => hash switch
    {
        { Length: > Letters } when hash[0] == 'A' && hash[1] is >= 'A' and <= 'P' && IsBase64(hash) => new(Version2),
        { Length: > Letters } when IsOfIdentity(hash[..Letters]) && IsBase64(hash) => new(hash[..Letters]),
        _ when hash.StartsWith(Argon2PasswordHasher.EarlierPrefix, StringComparison.Ordinal) => new(Argon2PasswordHasher.EarlierPrefix),
        _ => Argon2id,
    };

    /// <summary>Whether Identity's hashes start like this.</summary>
    public static bool IsOfIdentity(string beginning) => beginning == Version2
        || (beginning.Length == Letters && beginning.StartsWith(Version3, StringComparison.Ordinal) && IsBase64(beginning));

    /// <summary>
    /// Whether hashes that start like this cost something other than ours: Identity's, and ours with earlier settings.
    /// </summary>
    public static bool IsOther(string beginning) => beginning == Argon2PasswordHasher.EarlierPrefix || IsOfIdentity(beginning);

    /// <summary>
    /// Whether a password can be verified against this hash. Verifying against any other would cost nothing, which would be noticeable.
    /// </summary>
    public static bool CanRead(string hash) => Argon2PasswordHasher.CanRead(hash) || Of(hash) != Argon2id;

    public bool Equals(PasswordHashKind? other) => other?.Beginning == Beginning;

    public override int GetHashCode() => Beginning.GetHashCode(StringComparison.Ordinal);

    private static bool IsBase64(string hash) => Convert.TryFromBase64String(hash, new byte[hash.Length], out _);

    private static byte[] Random(int length) => RandomNumberGenerator.GetBytes(length);
}
