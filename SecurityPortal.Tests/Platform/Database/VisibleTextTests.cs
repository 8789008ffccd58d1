using SecurityPortal.Platform.Database;
using SecurityPortal.Support;
using SecurityPortal.TwoFactor;

namespace SecurityPortal.Tests.Platform.Database;

public sealed class VisibleTextTests
{
    [Theory]
    [InlineData("\u200B\uFEFF alice\u00A0\u200E", "alice")]
    [InlineData("\u2028\talice\r\n", "alice")]
    [InlineData("al\u200Bice", "al\u200Bice")]
    [InlineData("\u200B", "")]
    [InlineData(null, "")]
    [InlineData("I \u2764\uFE0F", "I \u2764\uFE0F")]
    [InlineData("\U0001F3F4\U000E0067\U000E007F", "\U0001F3F4\U000E0067\U000E007F")]
    public void What_cannot_be_seen_is_taken_from_the_ends(string? text, string trimmed) =>
        Assert.Equal(trimmed, VisibleText.Trim(text));

    [Theory]
    [InlineData("Blue\u202Eyek")]
    [InlineData("\u2067Blue\u2069yek")]
    [InlineData("Blue\u200Fyek")]
    [InlineData("Blue\u061Cyek")]
    public void Names_and_notes_turn_no_direction(string typed)
    {
        Assert.Equal("Blueyek", ItemName.Of(typed));
        Assert.Equal("Blueyek", SupportText.Line(typed, 100));
        Assert.Equal("Blueyek", SupportText.Paragraphs(typed, 100));
    }

    [Fact]
    public void A_family_stays_together() =>
        Assert.Equal("\U0001F468\u200D\U0001F469\u200D\U0001F467", ItemName.Of("\U0001F468\u200D\U0001F469\u200D\U0001F467"));
}
