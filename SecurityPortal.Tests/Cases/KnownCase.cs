using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Cases;

/// <summary>An input that tripped up other products, as described in <c>cases.json</c>.</summary>
/// <param name="Status">How the portal did at the first try; today every case must pass.</param>
internal sealed partial record KnownCase(string Id, string Kind, string Input, string Expected, string Status)
{
    public static IReadOnlyList<KnownCase> All { get; } = JsonSerializer.Deserialize<KnownCase[]>(
        File.ReadAllText(Path.Combine(Repository.Root, "SecurityPortal.Tests", "Cases", "cases.json")), JsonSerializerOptions.Web)!;

    /// <summary>The first address in the input.</summary>
    public string Address => AddressIn().Match(Input).Value;

    /// <summary>The parts of the input between quotation marks.</summary>
    public IReadOnlyList<string> Quoted => [.. BetweenQuotes().Matches(Input).Select(match => match.Groups[1].Value)];

    /// <summary>Returns the input after these words, with notations such as <c>U+200B</c> replaced by their characters.</summary>
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
