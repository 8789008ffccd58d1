using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.Enrolment;
using SecurityPortal.TwoFactor.Verification;

namespace SecurityPortal.Tests.SignIn.SecondFactor;

/// <summary>Input that cannot be a code is not checked: it costs no attempt, and the person reads what a code looks like.</summary>
public sealed class FormOfAnswersTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private const string NoCode = "That isn't a valid code. Enter six digits, 0 to 9.";
    private readonly Portal _portal = shared.Portal;

    public static TheoryData<string> NoCodes => ["12345", "1234567", "12345a", "123.456", "\uFF11\uFF12\uFF13\uFF14\uFF15\uFF16", "\u0661\u0662\u0663\u0664\u0665\u0666"];

    [Theory]
    [MemberData(nameof(NoCodes))]
    public async Task However_often_it_is_typed_the_right_code_still_opens(string typed)
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);
        for (var time = 0; time < 12; time++)
        {
            await browser.SubmitAsync(("code", typed));
            Assert.Equal(NoCode, Error(browser));
        }

        await browser.SubmitAsync(("code", person.NextAppCode()));

        Assert.True(await browser.IsSignedInAsync());
        Assert.DoesNotContain(await person.ActivityAsync(), entry => entry.StartsWith("second-step-refused", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{0}-{1}")]
    [InlineData("{0}\u00A0{1}")]
    [InlineData("{0}\u202F{1}")]
    [InlineData("{0}{1}\u200B")]
    [InlineData("\u200E{0}{1}")]
    [InlineData("\t{0}{1}")]
    public async Task A_code_is_taken_however_it_was_copied(string form)
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);
        var code = person.NextAppCode();

        await browser.SubmitAsync(("code", string.Format(System.Globalization.CultureInfo.InvariantCulture, form, code[..3], code[3..])));

        Assert.True(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task A_backup_code_of_the_wrong_form_costs_no_try()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);
        await browser.GetAsync("/sign-in/verify?method=BackupCodes");
        for (var time = 0; time < 6; time++)
        {
            await browser.SubmitAsync(("code", person.BackupCodes[0][..^1]));
            Assert.StartsWith("That isn't a backup code.", Error(browser));
        }

        await browser.SubmitAsync(("code", person.BackupCodes[0].Replace('-', '\u2011')));

        Assert.True(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task A_temporary_pass_of_the_wrong_form_costs_no_try()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);
        await browser.GetAsync("/sign-in/pass");
        for (var time = 0; time < 6; time++)
        {
            await browser.SubmitAsync(("pass", "abcd-efgh"));
            Assert.Contains("That isn't a pass. A pass has sixteen letters and digits", browser.Text);
        }

        Assert.DoesNotContain("Too many attempts", (await browser.SubmitAsync(("pass", "aaaa-bbbb-cccc-dddd"))).Text);
    }

    [Fact]
    public async Task In_a_set_up_and_in_a_test_it_costs_no_try_either()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        var setup = await person.BeginAsync(MethodIds.Sms, ("number", person.Number));
        for (var time = 0; time < 12; time++)
        {
            var refused = Assert.IsType<TurnOnResult.Refused>(await person.Enrolment.TurnOnAsync(person.Session, setup.Id, "12345", null));
            Assert.Equal(new(MethodFault.WrongCode, NoCode), refused.Refusal);
        }

        await person.TurnOnSmsAsync();
        for (var time = 0; time < 12; time++)
        {
            var refused = Assert.IsType<MethodResult.Refused>(await _portal.Get<MethodTrials>().AnswerAsync(person.Session, MethodIds.Sms, "12345"));
            Assert.Equal(new(MethodFault.WrongCode, NoCode), refused.Refusal);
        }
    }

    private static string? Error(TestBrowser browser) => browser.Page!.QuerySelector(".field-error")?.TextContent.Trim();
}
