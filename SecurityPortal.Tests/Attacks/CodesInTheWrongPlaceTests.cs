using SecurityPortal.Accounts.Recovery;
using SecurityPortal.Tests.Accounts.Recovery;
using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor;

namespace SecurityPortal.Tests.Attacks;

/// <summary>A code is valid only for its own request, purpose, method, channel and person (ASVS 6.6.2).</summary>
public sealed class CodesInTheWrongPlaceTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private readonly Portal _portal = shared.Portal;

    [Fact]
    public async Task A_code_for_one_sign_in_fails_in_another()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.Sms);
        var one = await _portal.Browser().TypePasswordAsync(person.Email);
        var code = await person.NewestCodeAsync("sms");
        _portal.Clock.Advance(TimeSpan.FromSeconds(1));
        var other = await _portal.Browser().TypePasswordAsync(person.Email);
        Assert.NotEqual(code, await person.NewestCodeAsync("sms"));

        await other.SubmitAsync(("code", code));

        Assert.False(await other.IsSignedInAsync());
        await one.SubmitAsync(("code", code));
        Assert.True(await one.IsSignedInAsync());
    }

    [Fact]
    public async Task A_code_by_text_fails_as_one_by_WhatsApp_and_the_other_way_round()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.Sms, MethodIds.WhatsApp);
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);
        await browser.GetAsync("/sign-in/verify?method=WhatsApp");
        var (sms, whatsApp) = (await person.NewestCodeAsync("sms"), await person.NewestCodeAsync("whatsapp"));
        Assert.NotEqual(sms, whatsApp);

        await browser.SubmitAsync(("method", MethodIds.WhatsApp), ("code", sms));
        await browser.SubmitAsync(("method", MethodIds.Sms), ("code", whatsApp));
        Assert.Equal(0, await Rows.OpenSessionsAsync(_portal, person.Id));

        await browser.SubmitAsync(("method", MethodIds.WhatsApp), ("code", whatsApp));
        Assert.True(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task A_code_for_a_sign_in_fails_at_a_confirmation()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.Sms);
        await person.SignInAsync(MethodIds.Sms);
        await _portal.Browser().TypePasswordAsync(person.Email);
        var forSignIn = await person.NewestCodeAsync("sms");
        var browser = await ConfirmingAsync(person);

        await browser.SubmitAsync(("code", forSignIn));

        Assert.StartsWith("/sign-in/confirm", browser.Path);
        Assert.Contains("That code is wrong", browser.Text);
    }

    [Fact]
    public async Task A_code_for_a_confirmation_fails_at_a_sign_in()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.Sms);
        await person.SignInAsync(MethodIds.Sms);
        var signingIn = await _portal.Browser().TypePasswordAsync(person.Email);
        _portal.Clock.Advance(TimeSpan.FromSeconds(1));
        var confirming = await ConfirmingAsync(person);
        var forConfirming = await person.NewestCodeAsync("sms");

        await signingIn.SubmitAsync(("code", forConfirming));

        Assert.False(await signingIn.IsSignedInAsync());
        await confirming.SubmitAsync(("code", forConfirming));
        Assert.Equal("/settings/security", confirming.Path);
    }

    [Fact]
    public async Task A_text_for_a_sign_in_proves_nothing_to_its_recovery_and_the_mail_for_that_is_no_text()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App, MethodIds.Sms);
        var thief = await new Prover(_portal, person).BeginAsync();
        await thief.Browser.GetAsync("/sign-in/verify?method=Sms");
        var text = await person.NewestCodeAsync("sms");
        var mail = await thief.CodeAsync(ProofKind.Email);

        Assert.IsType<ProofResult.Wrong>(await thief.GiveAsync(ProofKind.Text, text));
        await thief.Browser.SubmitAsync(("method", MethodIds.Sms), ("code", mail));

        Assert.Equal(0, await Rows.OpenSessionsAsync(_portal, person.Id));
        Assert.IsType<ProofResult.Given>(await thief.GiveAsync(ProofKind.Email, mail));
    }

    [Fact]
    public async Task A_code_for_a_set_up_fails_at_a_sign_in()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.Sms);
        await person.SignInAsync(MethodIds.Sms);
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);
        person.Number = "+447400123462";
        var setup = await person.BeginAsync(MethodIds.Sms, ("number", person.Number));
        _portal.Clock.Advance(TimeSpan.FromSeconds(1));
        var forSetup = await person.SetupCodeAsync(setup, "sms");

        await browser.SubmitAsync(("code", forSetup));

        Assert.False(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task A_code_for_a_sign_in_fails_at_a_set_up()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.Sms);
        await person.SignInAsync(MethodIds.Sms);
        var setup = await person.BeginAsync(MethodIds.WhatsApp);
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);
        var forSignIn = await person.NewestCodeAsync("sms");

        var result = await person.Enrolment.TurnOnAsync(person.Session, setup.Id, forSignIn, null);

        Assert.Equal(MethodFault.WrongCode, Refusals.Fault(result));
        await browser.SubmitAsync(("code", forSignIn));
        Assert.True(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task The_code_of_another_persons_app_fails()
    {
        var (person, other) = (await TestPerson.WithAsync(_portal, MethodIds.App), await TestPerson.WithAsync(_portal, MethodIds.App));
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);

        await browser.SubmitAsync(("code", other.NextAppCode()));

        Assert.False(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task The_word_that_finishes_backup_codes_signs_nobody_in()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);

        await browser.TypeCodeAsync("saved", MethodIds.BackupCodes);

        Assert.False(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task A_code_for_the_old_number_fails_once_the_number_changed()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.Sms);
        await person.SignInAsync(MethodIds.Sms);
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);
        var code = await person.NewestCodeAsync("sms");

        await person.TurnOnSmsAsync("+447400123460");
        await browser.SubmitAsync(("code", code));

        Assert.False(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task A_sign_ins_cookie_is_no_use_as_a_confirmations_or_a_sessions()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        await person.SignInAsync(MethodIds.App);
        var pending = await _portal.Browser().TypePasswordAsync(person.Email);
        var token = pending.Cookie("__Host-portal-sign-in")!;

        var asConfirmation = person.Browser();
        asConfirmation.SetCookie("__Host-portal-confirm", token);
        await asConfirmation.GetAsync("/sign-in/confirm");
        Assert.NotNull(asConfirmation.Page!.QuerySelector("input[name=password]"));

        var asSession = _portal.Browser();
        asSession.SetCookie("__Host-portal-session", token);
        Assert.False(await asSession.IsSignedInAsync());
    }

    [Fact]
    public async Task A_confirmation_begun_in_one_session_confirms_no_other()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        await person.SignInAsync(MethodIds.App);
        var victim = await ConfirmingAsync(person);
        var confirmCookie = victim.Cookie("__Host-portal-confirm")!;
        _portal.Clock.Advance(TimeSpan.FromMinutes(1));
        await person.SignInAsync(MethodIds.App);
        var other = person.Browser();
        other.SetCookie("__Host-portal-confirm", confirmCookie);

        await other.GetAsync("/sign-in/confirm");

        Assert.NotNull(other.Page!.QuerySelector("input[name=password]"));
    }

    private static async Task<TestBrowser> ConfirmingAsync(TestPerson person)
    {
        var browser = person.Browser();
        await browser.GetAsync("/sign-in/confirm");
        await browser.SubmitAsync(("password", Portal.Password));
        Assert.NotNull(browser.Page!.QuerySelector("input[name=code]"));
        return browser;
    }
}
