using SecurityPortal.Platform.Database;

namespace SecurityPortal.Tests.Platform.Database;

/// <summary>Names that people choose: kept as written, and compared ignoring accents and case.</summary>
public sealed class DisplayNameTests
{
    [Theory]
    [InlineData("  Ana   María García ", "Ana María García")]
    [InlineData("Jose\u0301", "José")]
    [InlineData("O'Neill-Smith, Jr.", "O'Neill-Smith, Jr.")]
    [InlineData("山田 太郎", "山田 太郎")]
    [InlineData("مريم", "مريم")]
    public void A_name_is_one_line_with_single_spaces(string typed, string kept) => Assert.Equal(kept, DisplayName.Of(typed)!.Text);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \u200B ")]
    [InlineData("Ana\u202Eaicrag")]
    [InlineData("Ana\u200BGarcía")]
    [InlineData("Ana\nGarcía")]
    [InlineData("A\0na")]
    [InlineData("\uFFFE Ana")]
    public void Nothing_and_what_cannot_be_seen_is_no_name(string? typed) => Assert.Null(DisplayName.Of(typed));

    [Fact]
    public void A_name_has_a_hundred_characters_at_most()
    {
        Assert.NotNull(DisplayName.Of(new string('x', DisplayName.MaxLength)));
        Assert.Null(DisplayName.Of(new string('x', DisplayName.MaxLength + 1)));
    }

    [Theory]
    [InlineData("José Núñez Peña", "JOSE NUNEZ PENA", "NUNEZ PENA JOSE")]
    [InlineData("Madonna", "MADONNA", "MADONNA")]
    public void Searches_compare_it_without_accents_and_by_its_family_name(string name, string key, string family)
    {
        Assert.Equal(key, DisplayName.Of(name)!.Key);
        Assert.Equal(family, DisplayName.Of(name)!.FamilyNameKey);
    }
}
