namespace SecurityPortal.Audit;

/// <summary>
/// The state of the log at some point: the number and keyed hash of its newest entry, as <c>42:9f…</c>. The operator keeps
/// it where nobody who can write to the database can change it.
/// </summary>
internal sealed record LogAnchor(long Sequence, byte[] Hash)
{
    private const int HashLength = 32;

    public static LogAnchor? Parse(string text) =>
        text.Split(':') is [var number, { Length: 2 * HashLength } hash]
        && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
        && sequence > 0
        && hash.All(char.IsAsciiHexDigit)
            ? new(sequence, Convert.FromHexString(hash))
            : null;

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Sequence}:{Convert.ToHexStringLower(Hash)}");
}
