using Microsoft.EntityFrameworkCore;
using SecurityPortal.Accounts.Recovery;
using SecurityPortal.Support.Cases;
using SecurityPortal.Tests.Accounts.Email;
using SecurityPortal.Tests.Accounts.Recovery;
using SecurityPortal.Tests.Fixtures;
using SecurityPortal.Tests.Support;
using SecurityPortal.TwoFactor;
using Portal = SecurityPortal.Tests.Fixtures.Portal;

namespace SecurityPortal.Tests.Attacks;

/// <summary>
/// Thieves who try to recover with two proofs (R20): one mailbox or one phone alone never restores access, and a proof that was
/// used once, or in another sign-in, does not work again.
/// </summary>
[OnBothDatabases]
public sealed class TwoProofThievesTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private const string ThiefsPassword = "gravel moss seven owls";
    private readonly Portal _portal = shared.Portal;

    [Fact]
    public async Task R20_A_mailbox_thief_with_the_password_gives_one_proof_and_stays_out()
    {
        var person = await VictimAsync();
        var thief = await new Prover(_portal, person).BeginAsync();

        Assert.IsType<ProofResult.Given>(await thief.GiveAsync(ProofKind.Email, await thief.CodeAsync(ProofKind.Email)));
        Assert.IsType<ProofResult.Over>(await thief.GiveAsync(ProofKind.Email, "123456"));

        await UnchangedAsync(person);
    }

    [Fact]
    public async Task R20_A_mailbox_thief_who_set_the_password_by_mail_has_no_proof_left()
    {
        var person = await VictimAsync();
        await ResetPasswordAsync(person);
        var thief = await new Prover(_portal, person).BeginAsync(ThiefsPassword);

        Assert.Null(await thief.SendAsync(ProofKind.Email));
        Assert.IsType<ProofResult.Over>(await thief.GiveAsync(ProofKind.Email, "123456"));

        await UnchangedAsync(person);
    }

    [Fact]
    public async Task R20_A_phone_thief_with_the_password_gives_one_proof_and_stays_out()
    {
        var person = await VictimAsync();
        var thief = await new Prover(_portal, person).BeginAsync();

        Assert.IsType<ProofResult.Given>(await thief.GiveAsync(ProofKind.Text, await thief.CodeAsync(ProofKind.Text)));

        await UnchangedAsync(person);
    }

    [Fact]
    public async Task R20_A_thief_with_mailbox_and_phone_but_without_the_password_gets_no_further_than_one_proof()
    {
        var person = await VictimAsync();
        await ResetPasswordAsync(person);
        var thief = await new Prover(_portal, person).BeginAsync(ThiefsPassword);

        // The password came from the mailbox: that is one channel, and it counts once.
        Assert.IsType<ProofResult.Given>(await thief.GiveAsync(ProofKind.Text, await thief.CodeAsync(ProofKind.Text)));
        Assert.Null(await thief.SendAsync(ProofKind.Email));

        await UnchangedAsync(person);
    }

    [Fact]
    public async Task R20_An_insider_who_has_a_code_read_out_for_support_cannot_recover_with_it()
    {
        var desk = await Desk.OpenAsync(_portal);
        await desk.SendCodeAsync(CheckKind.CodeByEmail);
        var readOut = await desk.Caller.NewestCodeAsync("email");
        var insider = await new Prover(_portal, desk.Caller).BeginAsync();
        await insider.CodeAsync(ProofKind.Email);

        var result = await insider.GiveAsync(ProofKind.Email, readOut);

        Assert.True(result is ProofResult.Wrong || readOut == await desk.Caller.NewestCodeAsync("email"), $"{result}");
        await UnchangedAsync(desk.Caller);
    }

    [Fact]
    public async Task R20_A_code_for_one_sign_in_proves_nothing_in_another()
    {
        var person = await VictimAsync();
        var (owner, thief) = (await new Prover(_portal, person).BeginAsync(), await new Prover(_portal, person).BeginAsync());
        var owners = await owner.CodeAsync(ProofKind.Email);
        var thiefs = await thief.CodeAsync(ProofKind.Email);
        Assert.IsType<ProofResult.Given>(await owner.GiveAsync(ProofKind.Email, owners));

        Assert.True(owners == thiefs || await thief.GiveAsync(ProofKind.Email, owners) is ProofResult.Wrong);

        // And the owner's proof does not count for the thief.
        Assert.IsType<ProofResult.Given>(await thief.GiveAsync(ProofKind.Text, await thief.CodeAsync(ProofKind.Text)));
        await UnchangedAsync(person);
    }

    [Fact]
    public async Task R20_A_code_that_was_used_works_no_second_time()
    {
        var person = await VictimAsync();
        var thief = await new Prover(_portal, person).BeginAsync();
        var code = await thief.CodeAsync(ProofKind.Text);
        Assert.IsType<ProofResult.Given>(await thief.GiveAsync(ProofKind.Text, code));

        Assert.IsType<ProofResult.Over>(await thief.GiveAsync(ProofKind.Text, code));
        Assert.IsNotType<ProofResult.Restored>(await thief.GiveAsync(ProofKind.Email, code));

        await UnchangedAsync(person);
    }

    [Fact]
    public async Task R20_Of_twenty_second_proofs_at_once_one_gets_in()
    {
        var person = await VictimAsync();
        var owner = await new Prover(_portal, person).BeginAsync();
        Assert.IsType<ProofResult.Given>(await owner.GiveAsync(ProofKind.Email, await owner.CodeAsync(ProofKind.Email)));
        var text = await owner.CodeAsync(ProofKind.Text);

        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => owner.GiveAsync(ProofKind.Text, text))));

        Assert.Single(results.OfType<ProofResult.Restored>());
        await RestoredOnceAsync(person);
    }

    [Fact]
    public async Task R20_Both_proofs_at_once_get_in_once()
    {
        for (var round = 0; round < 6; round++)
        {
            var person = await VictimAsync();
            var owner = await new Prover(_portal, person).BeginAsync();
            var (mail, text) = (await owner.CodeAsync(ProofKind.Email), await owner.CodeAsync(ProofKind.Text));

            var results = await Task.WhenAll(
                Task.Run(() => owner.GiveAsync(ProofKind.Email, mail)), Task.Run(() => owner.GiveAsync(ProofKind.Text, text)));

            Assert.Single(results.OfType<ProofResult.Restored>());
            Assert.Single(results.OfType<ProofResult.Given>());
            await RestoredOnceAsync(person);
        }
    }

    [Fact]
    public async Task R20_Guesses_are_counted_with_those_at_the_second_step_and_a_right_mail_gives_none_back()
    {
        var person = await VictimAsync();
        var thief = await new Prover(_portal, person).BeginAsync();
        var text = await thief.CodeAsync(ProofKind.Text);
        var mail = await thief.CodeAsync(ProofKind.Email);
        var wrong = text == "000000" ? "000001" : "000000";

        var first = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => thief.GiveAsync(ProofKind.Text, wrong))));
        Assert.All(first, result => Assert.IsType<ProofResult.Wrong>(result));
        Assert.IsType<ProofResult.Given>(await thief.GiveAsync(ProofKind.Email, mail));
        Assert.IsType<ProofResult.Wrong>(await thief.GiveAsync(ProofKind.Text, wrong));

        // The fifth wrong code locks, and the right one is not checked.
        Assert.IsType<ProofResult.Locked>(await thief.GiveAsync(ProofKind.Text, text));
        await UnchangedAsync(person);
    }

    [Fact]
    public async Task R20_After_a_hundred_wrong_codes_no_proof_is_looked_at()
    {
        var person = await VictimAsync();
        await using (var db = await _portal.OpenDatabaseAsync())
        {
            for (var i = 0; i < FailureLimitMax; i++)
            {
                await SecurityPortal.Authentication.Throttling.FailureLimit.CountAsync(
                    db, person.Id, SecurityPortal.Authentication.Throttling.FailureLimit.SecondFactor, MethodIds.App, CancellationToken.None);
            }
        }

        var thief = await new Prover(_portal, person).BeginAsync();

        Assert.IsType<ProofResult.Closed>(await thief.GiveAsync(ProofKind.Email, await thief.CodeAsync(ProofKind.Email)));
        await UnchangedAsync(person);
    }

    [Fact]
    public async Task A_text_to_a_number_that_was_changed_lately_proves_nothing()
    {
        var person = await VictimAsync();
        await person.SignInAsync(MethodIds.App);
        await person.TurnOnSmsAsync(TestPerson.Phone(987));
        var thief = await new Prover(_portal, person).BeginAsync();

        Assert.Null(await thief.SendAsync(ProofKind.Text));
        Assert.IsType<ProofResult.Over>(await thief.GiveAsync(ProofKind.Text, "123456"));
    }

    [Fact]
    public async Task A_number_that_a_thief_added_to_an_account_with_an_app_proves_nothing_to_a_recovery_or_to_support()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        _portal.Clock.Advance(TimeSpan.FromDays(5));
        await person.SignInAsync(MethodIds.App);
        await person.TurnOnSmsAsync();
        var thief = await new Prover(_portal, person).BeginAsync();

        Assert.Null(await thief.SendAsync(ProofKind.Text));
        await using var db = await _portal.OpenDatabaseAsync();
        var (destination, fault) = await _portal.Get<CheckDestinations>().FindAsync(db, person.Id, CheckKind.CodeByText, CancellationToken.None);
        Assert.Null(destination);
        Assert.Equal(SecurityPortal.Support.SupportFault.DestinationTooNew, fault);
    }

    [Fact]
    public async Task A_text_to_a_changed_number_lets_no_wait_begin_after_a_reset_by_mail()
    {
        var person = await VictimAsync();
        await person.SignInAsync(MethodIds.App);
        await person.TurnOnSmsAsync(TestPerson.Phone(988));
        await ResetPasswordAsync(person);
        var thief = await new Prover(_portal, person).BeginAsync(ThiefsPassword);

        var offer = await _portal.Get<SelfServiceRecovery>().OfferAsync(thief.Flow, CancellationToken.None);

        Assert.Null(Assert.IsType<RecoveryOffer.NotYet>(offer).Number);
        Assert.Null(await _portal.Get<SelfServiceRecovery>().SendCodeAsync(thief.Flow, Prover.Client, CancellationToken.None));
    }

    private const int FailureLimitMax = SecurityPortal.Authentication.Throttling.FailureLimit.Max;

    private async Task<TestPerson> VictimAsync()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App, MethodIds.Sms);
        _portal.Clock.Advance(TimeSpan.FromDays(5));
        return person;
    }

    private async Task ResetPasswordAsync(TestPerson person)
    {
        var browser = await _portal.Browser().GetAsync("/sign-in/forgot-password");
        await browser.SubmitAsync(("email", person.Email));
        await browser.GetAsync(await _portal.LinkSentToAsync(person.Email));
        await browser.SubmitAsync(("new-password", ThiefsPassword));
    }

    private async Task RestoredOnceAsync(TestPerson person)
    {
        Assert.Single(await person.ActivityAsync(), entry => entry.StartsWith("recovered-by-proofs", StringComparison.Ordinal));
        Assert.Equal(1, await Rows.OpenSessionsAsync(_portal, person.Id));
        Assert.Equal(0, await Rows.CountAsync(_portal, "MethodEnrolments", person.Id));
    }

    private async Task UnchangedAsync(TestPerson person)
    {
        await using var db = await _portal.OpenDatabaseAsync();
        Assert.Equal(3, await db.Set<MethodEnrolment>().CountAsync(row => row.UserId == person.Id));
        Assert.DoesNotContain(await person.ActivityAsync(), entry => entry.StartsWith("recovered-by-proofs", StringComparison.Ordinal));
        Assert.Equal(0, await Rows.OpenSessionsAsync(_portal, person.Id));
    }
}
