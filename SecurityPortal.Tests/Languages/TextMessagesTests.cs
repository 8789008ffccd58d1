using System.Globalization;
using Microsoft.Extensions.Localization;
using SecurityPortal.Support;
using SecurityPortal.Tests.Fixtures;
using Spoken = SecurityPortal.Platform.Web.Languages;

namespace SecurityPortal.Tests.Languages;

/// <summary>What support sends by text, in every language: one SMS part each, since every part costs money and may arrive alone.</summary>
public sealed class TextMessagesTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private const string Check = "{0} is your code for {1} support. Read it to the agent you called. If you didn't call, do nothing, and don't share it.";
    private const string Pass = "{0} is your temporary pass. It works once, for {1}, with your password. Don't give it to anyone: support doesn't need it.";

    public static MatrixTheoryData<string, string> Everything => new(Spoken.All, [Check, Pass]);

    [Theory]
    [MemberData(nameof(Everything))]
    public void Fit_into_one_part_with_letters_of_the_GSM_alphabet(string language, string english)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        var (first, second) = english == Check
            ? ("123456", "SecurityPortal")
            : ("abcd-efgh-jkmn-pqrs", shared.Portal.Get<SecurityPortal.Messaging.Notifications.DurationTexts>().Say(TimeSpan.FromMinutes(10)));
        var text = shared.Portal.Get<IStringLocalizer<Texts>>()[english, first, second].Value;

        Assert.True(SmsLength.IsGsm(text), text);
        Assert.True(SmsLength.Parts(text) == 1, $"{text.Length}: {text}");
    }
}
