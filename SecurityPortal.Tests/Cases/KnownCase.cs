using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Cases;

/// <summary>An input that other products stumbled over, as <c>cases.json</c> tells it.</summary>
/// <param name="Status">How the portal did when it was first tried; today all have to pass.</param>
internal sealed partial record KnownCase(string Id, string Kind, string Input, string Expected, string Status)
{
    public static IReadOnlyList<KnownCase> All { get; } = JsonSerializer.Deserialize<KnownCase[]>(
        File.ReadAllText(Path.Combine(Repository.Root, "SecurityPortal.Tests", "Cases", "cases.json")), JsonSerializerOptions.Web)!;

    /// <summary>The addresses that the input names.</summary>
    public string Address => AddressIn().Match(Input).Value;

    /// <summary>What stands between the quotation marks of the input.</summary>
    public IReadOnlyList<string> Quoted => [.. BetweenQuotes().Matches(Input).Select(match => match.Groups[1].Value)];

    /// <summary>The input after these words, with the characters that it writes as <c>U+200B</c>.</summary>
    public string After(string words)
    {
        Assert.StartsWith(words, Input, StringComparison.Ordinal);
        return CodePoint().Replace(
            Input[words.Length..], match => char.ConvertFromUtf32(int.Parse(match.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture)));
    }

    [GeneratedRegex(@"[^\s,;:""]+@[\w.-]+\w")]
    private static partial Regex AddressIn();

    [GeneratedRegex("\"([^\"]*)\"")]
    private static partial Regex BetweenQuotes();

    [GeneratedRegex(" ?U\\+([0-9A-F]{4}) ?")]
    private static partial Regex CodePoint();
}
