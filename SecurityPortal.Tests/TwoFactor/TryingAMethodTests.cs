using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.Verification;

namespace SecurityPortal.Tests.TwoFactor;

public sealed class TryingAMethodTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private readonly Portal _portal = shared.Portal;

    private MethodTrials Tests => _portal.Get<MethodTrials>();

    [Fact]
    public async Task A_right_code_of_the_app_shows_that_it_works_and_is_spent()
    {
        var person = await (await TestPerson.WithAsync(_portal, MethodIds.App)).SignInAsync(MethodIds.App);
        var code = person.NextAppCode();

        Assert.IsType<MethodResult.Done>(await Tests.AnswerAsync(person.Session, MethodIds.App, code));
        Assert.IsType<MethodResult.Refused>(await Tests.AnswerAsync(person.Session, MethodIds.App, code));
    }

    [Fact]
    public async Task A_code_sent_to_try_text_messages_opens_no_sign_in()
    {
        var person = await (await TestPerson.WithAsync(_portal, MethodIds.Sms)).SignInAsync(MethodIds.Sms);
        Assert.IsType<SendCodeResult.Sent>(await Tests.SendCodeAsync(person.Session, MethodIds.Sms));
        var code = await person.NewestCodeAsync("sms");

        _portal.Clock.Advance(TimeSpan.FromSeconds(1));
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);
        await browser.TypeCodeAsync(code);
        Assert.False(await browser.IsSignedInAsync());

        Assert.IsType<MethodResult.Done>(await Tests.AnswerAsync(person.Session, MethodIds.Sms, code));
    }

    [Fact]
    public async Task Backup_codes_and_methods_that_are_off_cannot_be_tried()
    {
        var person = await (await TestPerson.WithAsync(_portal, MethodIds.App)).SignInAsync(MethodIds.App);

        Assert.IsType<MethodResult.Refused>(await Tests.AnswerAsync(person.Session, MethodIds.BackupCodes, person.BackupCodes[0]));
        Assert.IsType<SendCodeResult.Refused>(await Tests.SendCodeAsync(person.Session, MethodIds.Sms));
        Assert.Equal(10, (await person.RowAsync(MethodIds.BackupCodes)).Count);
    }

    [Fact]
    public async Task Wrong_codes_are_counted_here_as_everywhere()
    {
        var person = await (await TestPerson.WithAsync(_portal, MethodIds.App)).SignInAsync(MethodIds.App);
        for (var i = 0; i < 5; i++)
        {
            await Tests.AnswerAsync(person.Session, MethodIds.App, "000000");
        }

        var refused = Assert.IsType<MethodResult.Refused>(await Tests.AnswerAsync(person.Session, MethodIds.App, person.NextAppCode()));

        Assert.Equal(MethodFault.TooManyTries, refused.Refusal.Fault);
        Assert.Equal(5, (await person.ActivityAsync()).Count(entry => entry == $"second-step-refused {MethodIds.App}"));
    }

    [Fact]
    public async Task Whoever_guesses_here_from_a_stolen_session_neither_locks_nor_closes_the_owners_sign_in()
    {
        var person = await (await TestPerson.WithAsync(_portal, MethodIds.App)).SignInAsync(MethodIds.App);
        var guesser = new Guesser(_portal, person);
        for (var i = 0; i < 12; i++)
        {
            await Tests.AnswerAsync(person.Session, MethodIds.App, guesser.Wrong());
        }

        Assert.Equal(0, await guesser.InARowAsync());
        var owner = await _portal.Browser().TypePasswordAsync(person.Email);
        await owner.SubmitAsync(("code", person.NextAppCode()));
        Assert.True(await owner.IsSignedInAsync());
    }

    [Fact]
    public async Task A_right_answer_here_forgives_nothing_at_sign_in()
    {
        var person = await (await TestPerson.WithAsync(_portal, MethodIds.App)).SignInAsync(MethodIds.App);
        var guesser = new Guesser(_portal, person);
        await guesser.GuessAsync(4);

        Assert.IsType<MethodResult.Done>(await Tests.AnswerAsync(person.Session, MethodIds.App, person.NextAppCode()));

        Assert.Equal(4, await guesser.InARowAsync());
    }
}
