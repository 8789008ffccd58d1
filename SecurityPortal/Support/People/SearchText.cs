using System.Text.RegularExpressions;

namespace SecurityPortal.Support.People;

/// <summary>The text that an agent typed or pasted into the search, cleaned, and its possible meanings.</summary>
internal sealed partial record SearchText
{
    /// <summary>Shorter searches find nobody: they would only serve to browse.</summary>
    public const int MinLength = 3;

    private const int MaxLength = 256;
    private const int MinNumberDigits = 7;

    // Enough words for the names that people have; more would only be typed by mistake.
    private const int MaxWords = 4;

    private SearchText(string text, string[] terms) => (Text, Terms) = (text, terms);

    /// <summary>One line with single spaces, in the Unicode form in which names are stored, without invisible characters.</summary>
    public string Text { get; }

    public string[] Terms { get; }

    /// <summary>Returns the text; null when it is too short, too long, or not valid text.</summary>
    public static SearchText? Of(string? typed)
    {
        if (typed is not { Length: > 0 and <= MaxLength })
        {
            return null;
        }

        string composed;
        try
        {
            composed = typed.Normalize();
        }
        catch (ArgumentException)
        {
            // Half a surrogate pair, or U+FFFE.
            return null;
        }

        var terms = new string([.. composed.Where(letter => CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.Format)
            .Select(letter => char.IsWhiteSpace(letter) || char.IsControl(letter) ? ' ' : letter)])
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var text = string.Join(' ', terms);
        return text.Length >= MinLength ? new(text, terms) : null;
    }

    /// <summary>The number of a case: "1521", "#1521", "case 1521"; null when the text is none.</summary>
    public long? CaseNumber => CaseNumberText().Match(Text) is { Success: true } match
        && long.TryParse(match.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : null;

    /// <summary>Whether it can be a phone number.</summary>
    public bool IsNumber => Digits.Length >= MinNumberDigits
        && Text.All(letter => char.IsAsciiDigit(letter) || "+()-/. ".Contains(letter, StringComparison.Ordinal));

    public string Digits => new([.. Text.Where(char.IsAsciiDigit)]);

    /// <summary>The last four digits of a number, and the beginning of a name if one was typed as well.</summary>
    public (string Digits, string? Name)? LastFour => Array.FindIndex(Terms, IsFourDigits) switch
    {
        < 0 => null,
        _ when Terms.Length == 1 => (Text, null),
        var four => (Terms[four], string.Join(' ', Terms.Where((_, index) => index != four))),
    };

    /// <summary>
    /// How a name that was said in words may be written: with spaces, or joined as in email addresses; two words in either order.
    /// </summary>
    public IReadOnlyList<string> Names => Terms.Length is 1 or > MaxWords
        ? [Text]
        : [.. new[] { " ", ".", "_", "-", "" }.SelectMany(sign => Orders().Select(words => string.Join(sign, words))).Distinct()];

    /// <summary>The text as logged: enough to see how an agent searches, but not whom they searched for.</summary>
    public string Shortened => this switch
    {
        { IsNumber: true } => "number",
        { LastFour: (_, null) } => "last four digits",
        { LastFour: (_, { } name) } => $"last four digits and {Cut(name)}",
        { CaseNumber: not null } => "case",
        _ => Cut(Text),
    };

    private IEnumerable<string[]> Orders() =>
        Terms.Length == 2 ? [Terms, [Terms[1].TrimEnd(','), Terms[0].TrimEnd(',')]] : [Terms];

    private static bool IsFourDigits(string term) => term.Length == 4 && term.All(char.IsAsciiDigit);

    private static string Cut(string text) => text.Length <= MinLength ? text : $"{text[..MinLength]}…";

    // The word for "case" in the languages of the portal.
    [GeneratedRegex(@"^(?:(?:case|fall|caso)\s*)?#?\s*(\d{1,18})$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CaseNumberText();
}
