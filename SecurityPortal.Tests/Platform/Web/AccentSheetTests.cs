using System.Text.RegularExpressions;
using SecurityPortal.Platform.Web;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Platform.Web;

/// <summary>Whatever is derived from an operator's colour is readable on light and on dark pages.</summary>
public sealed class AccentSheetTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private static readonly AccentColour[] DarkGrounds = [new(0x0f, 0x15, 0x19), new(0x18, 0x20, 0x26), new(0x21, 0x2b, 0x32)];
    private static readonly AccentColour[] LightGrounds = [new(0xff, 0xff, 0xff), new(0xf6, 0xf8, 0xf9), new(0xee, 0xf2, 0xf4)];

    public static TheoryData<string> Colours => ["#0b5c6b", "#000000", "#7a0019", "#1d4ed8", "#6b21a8", "#166534", "#9a3412", "#0000ff"];

    [Theory]
    [InlineData("#ffffff", 21)]
    [InlineData("#777777", 4.69)]
    [InlineData("#000000", 1)]
    public void Contrast_is_that_of_WCAG(string colour, double toBlack) =>
        Assert.Equal(toBlack, AccentColour.Parse(colour)!.Value.ContrastTo(AccentColour.Black), 0.01);

    [Theory]
    [InlineData("")]
    [InlineData("#fff")]
    [InlineData("0b5c6b")]
    [InlineData("#0b5c6g")]
    [InlineData("#0b5c6b;}")]
    [InlineData("# b5c6b")]
    public void What_is_no_colour_is_none(string text) => Assert.Null(AccentColour.Parse(text));

    [Theory]
    [MemberData(nameof(Colours))]
    public void All_that_the_sheet_says_can_be_read_where_it_is_used(string colour)
    {
        var sheet = AccentSheet.Of(AccentColour.Parse(colour)!.Value);
        var (light, dark) = (Tokens(Blocks(sheet)[0]), Tokens(Blocks(sheet)[1]));

        Assert.Equal(colour, light["accent"].ToString());
        Assert.All([.. LightGrounds, light["accent-soft"], light["on-accent"]], ground => AssertReadable(light["accent"], ground));
        Assert.All([.. DarkGrounds, dark["accent-soft"], dark["on-accent"]], ground => AssertReadable(dark["accent"], ground));
        AssertReadable(light["accent-deep"], light["on-accent"]);
        AssertReadable(dark["accent-deep"], dark["on-accent"]);
    }

    [Fact]
    public void It_sets_the_tokens_that_the_look_has()
    {
        var look = File.ReadAllText(Path.Combine(Repository.Root, "wwwroot-assets", "css", "portal.css"));

        Assert.All(Tokens(Blocks(AccentSheet.Of(AccentColour.Black))[0]).Keys.Where(token => !token.StartsWith("mud-", StringComparison.Ordinal)),
            token => Assert.Contains($"--{token}: ", look));
    }

    [Fact]
    public void It_changes_every_colour_of_the_theme_that_is_the_accent_where_the_theme_says_it()
    {
        var theme = shared.Portal.Get<ThemeStylesheet>().Text;
        var sheet = AccentSheet.Of(AccentColour.Parse("#6b21a8")!.Value);

        Assert.Equal(Selectors(theme), Selectors(sheet));
        var names = Regex.Matches(theme, "--mud-palette-(primary|info)[a-z-]*(?=:)").Select(name => name.Value).Distinct();
        Assert.All(Blocks(sheet), block => Assert.All(names, name => Assert.Contains($"{name}: ", block)));
    }

    [Fact]
    public void A_dark_page_that_the_person_chose_has_the_colours_of_a_dark_device()
    {
        var blocks = Blocks(AccentSheet.Of(AccentColour.Parse("#6b21a8")!.Value));

        Assert.NotEqual(blocks[0], blocks[1]);
        Assert.Equal(blocks[1], blocks[2]);
    }

    private static List<string> Selectors(string sheet) => [.. Regex.Matches(sheet, @":root[^\s{]*").Select(match => match.Value)];

    private static List<string> Blocks(string sheet) => [.. Regex.Matches(sheet, @":root[^{]*\{([^}]*)\}").Select(match => match.Groups[1].Value)];

    private static Dictionary<string, AccentColour> Tokens(string sheet) =>
        Regex.Matches(sheet, "--([a-z-]+): (#[0-9a-f]{6});").ToDictionary(match => match.Groups[1].Value, match => AccentColour.Parse(match.Groups[2].Value)!.Value);

    private static void AssertReadable(AccentColour text, AccentColour ground) =>
        Assert.True(text.ContrastTo(ground) >= AccentColour.LeastContrast, $"{text} on {ground}: {text.ContrastTo(ground):0.00}");
}
