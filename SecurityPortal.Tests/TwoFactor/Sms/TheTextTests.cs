using System.Globalization;
using Microsoft.Extensions.Localization;
using SecurityPortal.Tests.Fixtures;
using Texts = SecurityPortal.TwoFactor.Sms.Texts;

namespace SecurityPortal.Tests.TwoFactor.Sms;

/// <summary>The wording of the text that brings a code.</summary>
public sealed class TheTextTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    /// <summary>English, and every translation.</summary>
    public static TheoryData<string> Languages =>
    [
        "en",
        .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "SecurityPortal", "TwoFactor", "Sms"), "Texts.*.resx")
            .Select(file => Path.GetFileName(file).Split('.')[1]),
    ];

    [Theory]
    [MemberData(nameof(Languages))]
    public void It_is_one_part_in_every_language_for_its_letters_are_all_in_the_GSM_alphabet(string language)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        var words = shared.Portal.Get<IStringLocalizer<Texts>>()["{0} is your {1} code. Don't share it.", "123456", "SecurityPortal"];
        var text = $"{words.Value}\n\n@portal.example.com #123456";

        var parts = SmsLength.Parts(text);

        TestContext.Current.TestOutputHelper!.WriteLine($"{language}: {text.Length} characters, {parts} parts");
        Assert.True(SmsLength.IsGsm(text), text);
        Assert.Equal(1, parts);
        Assert.Contains("123456", words.Value);
    }

    [Fact]
    public async Task Its_last_line_binds_the_code_to_the_portals_origin()
    {
        var person = await (await TestPerson.CreateAsync(shared.Portal)).SignInAsync();
        var setup = await person.BeginAsync(MethodIds.Sms, ("number", person.Number));
        var code = await person.SetupCodeAsync(setup, "sms");

        var text = (await person.MessagesAsync("sms"))[0].Text;

        Assert.Equal($"@localhost #{code}", text.Split('\n')[^1]);
        Assert.Equal(1, SmsLength.Parts(text));
    }

    [Theory]
    [InlineData("a", 160, 1)]
    [InlineData("a", 161, 2)]
    [InlineData("a", 306, 2)]
    [InlineData("a", 307, 3)]
    [InlineData("€", 80, 1)]
    [InlineData("€", 81, 2)]
    [InlineData("ç", 70, 1)]
    [InlineData("’", 71, 2)]
    [InlineData("ł", 135, 3)]
    public void Parts_are_counted_as_networks_count_them(string letter, int count, int parts) =>
        Assert.Equal(parts, SmsLength.Parts(string.Concat(Enumerable.Repeat(letter, count))));
}
