using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.Enrolment;
using SecurityPortal.TwoFactor.Verification;

namespace SecurityPortal.Tests.SignIn.SecondFactor;

/// <summary>A sent code that takes no more tries is not called wrong: it may be the right one.</summary>
public sealed class UsedUpCodesTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private const string Over = "This code no longer works. Send a new one.";
    private readonly Portal _portal = shared.Portal;

    [Theory]
    [InlineData(MethodIds.Sms, "sms")]
    [InlineData(MethodIds.WhatsApp, "whatsapp")]
    public async Task At_sign_in_the_person_reads_that_it_has_expired(string method, string channel)
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.Sms, MethodIds.WhatsApp);
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);
        await browser.GetAsync($"/sign-in/verify?method={method}");
        var code = await person.NewestCodeAsync(channel);
        await browser.SubmitAsync(("code", Wrong(code)));
        Assert.StartsWith("That code is wrong", Error(browser), StringComparison.Ordinal);
        _portal.Clock.Advance(TimeSpan.FromMinutes(5));

        await browser.SubmitAsync(("code", code));

        Assert.Equal(Over, Error(browser));
    }

    [Fact]
    public async Task In_a_set_up_the_person_reads_it_from_the_fifth_wrong_one_on()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        var setup = await person.BeginAsync(MethodIds.Sms, ("number", person.Number));
        var code = await person.SetupCodeAsync(setup, "sms");

        for (var time = 1; time <= 5; time++)
        {
            Assert.Equal(time < 5 ? null : Over, await ToldAsync(Wrong(code)));
        }

        Assert.Equal(Over, await ToldAsync(code));

        async Task<string?> ToldAsync(string typed) => Assert.IsType<TurnOnResult.Refused>(
            await person.Enrolment.TurnOnAsync(person.Session, setup.Id, typed, null)).Refusal.Message;
    }

    [Fact]
    public async Task In_a_test_of_the_method_too()
    {
        var person = await (await TestPerson.WithAsync(_portal, MethodIds.Sms)).SignInAsync(MethodIds.Sms);
        var trials = _portal.Get<MethodTrials>();
        Assert.IsType<SendCodeResult.Sent>(await trials.SendCodeAsync(person.Session, MethodIds.Sms));
        var code = await person.NewestCodeAsync("sms");
        _portal.Clock.Advance(TimeSpan.FromMinutes(5));

        var refused = Assert.IsType<MethodResult.Refused>(await trials.AnswerAsync(person.Session, MethodIds.Sms, code));

        Assert.Equal(new MethodRefusal(MethodFault.WrongCode, Over), refused.Refusal);
    }

    private static string Wrong(string code) => code == "123456" ? "654321" : "123456";

    private static string? Error(TestBrowser browser) => browser.Page!.QuerySelector(".field-error")?.TextContent.Trim();
}
