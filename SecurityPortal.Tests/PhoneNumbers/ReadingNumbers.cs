using SecurityPortal.PhoneNumbers;

namespace SecurityPortal.Tests.PhoneNumbers;

public sealed class ReadingNumbers
{
    private readonly PhoneNumberParser _parser = new();

    [Theory]
    [InlineData("+447400123456")]
    [InlineData("+14155552671")]
    [InlineData("+4915123456789")]
    [InlineData("+5511961234567")]
    [InlineData("+34612345678")]
    [InlineData("+919876543210")]
    [InlineData("+12125550100")]
    public void Numbers_that_can_receive_texts_are_taken(string number) => Assert.Equal(number, Parsed(number, null).E164);

    [Theory]
    [InlineData("07400 123456", "GB", "+447400123456")]
    [InlineData("(415) 555-2671", "US", "+14155552671")]
    [InlineData("0151 23456789", "DE", "+4915123456789")]
    [InlineData("(11) 96123-4567", "BR", "+5511961234567")]
    public void A_national_number_is_read_by_the_country_that_was_chosen(string typed, string region, string number) =>
        Assert.Equal(number, Parsed(typed, region).E164);

    [Theory]
    [InlineData("+49 1512 3456789", "GB", "+4915123456789")]
    [InlineData("  +44 7400 123456  ", "US", "+447400123456")]
    [InlineData("+44 (0)7400 123456", "US", "+447400123456")]
    [InlineData("+44\u00a07400\u00a0123456", "DE", "+447400123456")]
    [InlineData("+44-7400-123-456", null, "+447400123456")]
    [InlineData("tel:+44-7400-123456", "FR", "+447400123456")]
    [InlineData("0044 7400 123456", "DE", "+447400123456")]
    public void A_pasted_international_number_wins_over_the_country_that_was_chosen(string typed, string? region, string number) =>
        Assert.Equal(number, Parsed(typed, region).E164);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    public void Nothing_typed_is_told_as_such(string? typed) => Assert.Equal(PhoneNumberFault.Missing, Refused(typed, "GB"));

    [Theory]
    [InlineData("hello")]
    [InlineData("+999123456789")]
    [InlineData("07400 123456")]
    [InlineData("+4474001234567890")]
    [InlineData("+44740")]
    [InlineData("+٤٤٧٤٠٠١٢٣٤٥٦")]
    [InlineData("+44７４００１２３４５６")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("+44 7400 123456 +44 7400 123456 +44 7400 1")]
    public void What_is_no_complete_number_is_told_as_such(string typed) =>
        Assert.Equal(PhoneNumberFault.NotANumber, Refused(typed, null));

    [Theory]
    [InlineData("+442079460958", "a landline")]
    [InlineData("+4930901820", "a landline")]
    [InlineData("+18002345678", "free of charge")]
    [InlineData("+19002345678", "premium")]
    [InlineData("+449098790000", "premium")]
    [InlineData("+14155552671 ext. 5", "an extension")]
    public void What_cannot_receive_texts_is_told_as_such(string typed, string what) =>
        Assert.True(Refused(typed, null) == PhoneNumberFault.NotMobile, what);

    [Fact]
    public void Numbers_kept_free_for_stories_are_taken_and_their_neighbours_are_not()
    {
        Assert.Equal("+447700900123", Parsed("07700 900123", "GB").E164);
        Assert.Equal(PhoneNumberFault.NotANumber, Refused("+4477009001234", null));
    }

    [Theory]
    [InlineData("+447400123456", "+44 •••• ••56")]
    [InlineData("+14155552671", "+1 •••• ••71")]
    public void A_number_prints_masked(string number, string masked)
    {
        Assert.Equal(masked, Parsed(number, null).Masked);
        Assert.Equal(masked, $"{Parsed(number, null)}");
        Assert.DoesNotContain(number[3..^2], $"{_parser.Parse(number, null)}");
    }

    [Fact]
    public void Every_country_is_there_once_with_its_calling_code()
    {
        var countries = _parser.Countries();

        Assert.InRange(countries.Count, 230, 260);
        Assert.Distinct(countries.Select(country => country.Region));
        Assert.All(countries, country => Assert.Matches("^[A-Z]{2}$", country.Region));
        Assert.All(countries, country => Assert.InRange(country.CallingCode, 1, 999));
        Assert.Contains(("GB", 44), countries);
        Assert.Contains(("US", 1), countries);
        Assert.Contains(("BR", 55), countries);
    }

    private PhoneNumber Parsed(string? typed, string? region) =>
        Assert.IsType<PhoneNumberResult.Parsed>(_parser.Parse(typed, region)).Number;

    private PhoneNumberFault Refused(string? typed, string? region) =>
        Assert.IsType<PhoneNumberResult.Refused>(_parser.Parse(typed, region)).Fault;
}
