using SecurityPortal.TwoFactor.PhoneNumbers;

namespace SecurityPortal.Tests.TwoFactor.PhoneNumbers;

public sealed class ReadingNumbersTests
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

    // As WhatsApp shows such numbers, and as they were dialled from abroad until 2019.
    [Theory]
    [InlineData("+52 1 55 1234 5678", null, "+525512345678")]
    [InlineData("+5215512345678", "DE", "+525512345678")]
    [InlineData("1 55 1234 5678", "MX", "+525512345678")]
    [InlineData("+52 55 1234 5678", null, "+525512345678")]
    public void A_number_of_Mexico_with_the_former_1_is_read_without_it(string typed, string? region, string number) =>
        Assert.Equal(number, Parsed(typed, region).E164);

    [Theory]
    [InlineData("+54 11 2345 6789", null)]
    [InlineData("011 2345-6789", "AR")]
    [InlineData("+54 351 234 5678", null)]
    public void A_number_of_Argentina_without_its_9_is_told_as_such(string typed, string? region) =>
        Assert.Equal(PhoneNumberFault.LacksNine, Refused(typed, region));

    [Theory]
    [InlineData("+54 9 11 2345 6789", null, "+5491123456789")]
    [InlineData("011 15-2345-6789", "AR", "+5491123456789")]
    public void With_it_a_number_of_Argentina_is_taken(string typed, string? region, string number) =>
        Assert.Equal(number, Parsed(typed, region).E164);

    [Theory]
    [InlineData("+225 07 12 34 56 78")]
    [InlineData("+229 01 97 12 34 56")]
    [InlineData("+55 11 91234 5678")]
    [InlineData("+39 347 123 4567")]
    [InlineData("+599 9 518 1234")]
    [InlineData("+61 460 012 345")]
    public void Numbers_as_they_are_written_since_their_country_changed_them_are_taken(string typed) =>
        Assert.Equal(typed.Replace(" ", "", StringComparison.Ordinal), Parsed(typed, null).E164);

    [Theory]
    [InlineData("+33\u202f6\u202f12\u202f34\u202f56\u202f78", "+33612345678")]
    [InlineData("+33\u20096\u200912\u200934\u200956\u200978", "+33612345678")]
    [InlineData("+33\t6 12\t34\t56 78", "+33612345678")]
    [InlineData("\u3000+33\u30006\u300012\u300034\u300056\u300078", "+33612345678")]
    [InlineData("\u202a+44 7400 123456\u202c", "+447400123456")]
    [InlineData("\u200e+44\u200b7400\u200b123456\ufeff", "+447400123456")]
    [InlineData("+44\n7400 123456\r\n", "+447400123456")]
    [InlineData("+44\u20117400\u2011123456", "+447400123456")]
    public void Whatever_stands_between_the_groups_and_cannot_be_seen_does_not_matter(string typed, string number) =>
        Assert.Equal(number, Parsed(typed, null).E164);

    [Theory]
    [InlineData("+1 415 CALL NOW")]
    [InlineData("+1 415 call now")]
    [InlineData("1-800-FLOWERS")]
    [InlineData("+1 415 555 267I")]
    [InlineData("+1 415 555 2671 mobile")]
    public void Letters_are_no_digits(string typed) => Assert.Equal(PhoneNumberFault.NotANumber, Refused(typed, "US"));

    [Theory]
    [InlineData("+22997123456", "BJ", "+229 •••• ••56")]
    [InlineData("+22507123456", "CI", "+225 •••• ••56")]
    [InlineData("+5215512345678", "MX", "+52 •••• ••78")]
    [InlineData("+551181234567", "BR", "+55 •••• ••67")]
    [InlineData("+442079460958", "GB", "+44 •••• ••58")]
    [InlineData("+14155550123", "US", "+1 •••• ••23")]
    [InlineData("+19995550123", "US", "+1 •••• ••23")]
    [InlineData("+999123456789", "ZZ", "•••• ••89")]
    public void A_kept_number_is_read_as_it_was_kept_whatever_newer_rules_say(string kept, string region, string masked)
    {
        var number = _parser.Recall(kept);

        Assert.Equal((kept, region, masked), (number.E164, number.Region, number.Masked));
    }

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
