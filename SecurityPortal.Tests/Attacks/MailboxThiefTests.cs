using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using SecurityPortal.Tests.Accounts.Email;
using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.Management;

namespace SecurityPortal.Tests.Attacks;

/// <summary>
/// A thief who reads a person's mail and has nothing else: no password, no phone, no key. The tests press everything that the
/// mailbox offers; no factor may be gone afterwards (R13).
/// </summary>
[OnBothDatabases]
public sealed partial class MailboxThiefTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private const string ThiefsPassword = "gravel moss seven owls";
    private readonly Portal _portal = shared.Portal;

    [Fact]
    public async Task Methods_that_are_all_new_stay_on_and_the_second_step_is_asked_for_after_a_reset_by_mail()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        await person.TurnOnAppAsync();

        var page = await PressAsync(await NoticeAsync(person));
        var thief = await ResetPasswordAsync(person);

        Assert.DoesNotContain("We removed", page.Text);
        Assert.Equal([MethodIds.App, MethodIds.BackupCodes], await OnAsync(person));
        Assert.Equal("/sign-in/verify", thief.Path);
        Assert.False(await thief.IsSignedInAsync());
        Assert.DoesNotContain(await person.ActivityAsync(), entry => entry.StartsWith("method-off", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_key_of_somebody_who_works_for_support_stays_even_beside_an_app()
    {
        var agent = await (await TestPerson.CreateAsync(_portal, "Support")).SignInAsync();
        await agent.HasAsync(MethodIds.App, MethodIds.BackupCodes);
        await agent.ConfirmAsync(MethodIds.App);
        var key = new SoftwareKey();
        await agent.TurnOnKeyAsync(key);

        await PressAsync(await NoticeAsync(agent));
        var thief = await ResetPasswordAsync(agent);

        Assert.Equal([MethodIds.App, MethodIds.BackupCodes, MethodIds.SecurityKeys], await OnAsync(agent));
        Assert.Equal("/sign-in/verify", thief.Path);
    }

    [Fact]
    public async Task The_only_key_of_somebody_who_works_for_support_stays()
    {
        var agent = await (await TestPerson.CreateAsync(_portal, "Support")).SignInAsync();
        var key = new SoftwareKey();
        await agent.TurnOnKeyAsync(key);

        await PressAsync(await NoticeAsync(agent));
        var thief = await ResetPasswordAsync(agent);

        Assert.Equal([MethodIds.BackupCodes, MethodIds.SecurityKeys], await OnAsync(agent));
        Assert.Equal("/sign-in/verify", thief.Path);
        Assert.False(await thief.IsSignedInAsync());
    }

    [Fact]
    public async Task An_app_that_took_the_place_of_the_old_one_stays()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        await person.SignInAsync(MethodIds.App);
        var old = Assert.Single(await _portal.Get<MethodItems>().ListAsync(person.Session, MethodIds.App));
        _portal.Clock.Advance(TimeSpan.FromSeconds(1));
        await person.TurnOnAppAsync("New phone");
        var added = await NoticeAsync(person);
        Assert.IsType<MethodResult.Done>(await _portal.Get<MethodItems>().RemoveAsync(person.Session, MethodIds.App, old.Id));

        await PressAsync(added);
        var thief = await ResetPasswordAsync(person);

        Assert.Contains(MethodIds.App, await OnAsync(person));
        Assert.Equal("/sign-in/verify", thief.Path);
        await Invariants.CheckAsync(_portal, person.Id);
    }

    [Fact]
    public async Task Two_links_pressed_at_once_that_would_each_leave_one_method_leave_one()
    {
        for (var round = 0; round < 6; round++)
        {
            var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
            await person.TurnOnAppAsync();
            var first = await NoticeAsync(person);
            _portal.Clock.Advance(TimeSpan.FromSeconds(1));
            await person.TurnOnSmsAsync();
            var second = await NoticeAsync(person);

            await Task.WhenAll(new[] { first, second, first, second }.Select(link => Task.Run(() => PressAsync(link))));

            var on = await OnAsync(person);
            Assert.True(on.Contains(MethodIds.App) != on.Contains(MethodIds.Sms), string.Join(", ", on));
            await Invariants.CheckAsync(_portal, person.Id);
        }
    }

    [Fact]
    public async Task A_link_pressed_while_the_owner_removes_the_old_app_leaves_one_app()
    {
        for (var round = 0; round < 6; round++)
        {
            var person = await TestPerson.WithAsync(_portal, MethodIds.App);
            await person.SignInAsync(MethodIds.App);
            var old = Assert.Single(await _portal.Get<MethodItems>().ListAsync(person.Session, MethodIds.App));
            _portal.Clock.Advance(TimeSpan.FromSeconds(1));
            await person.TurnOnAppAsync("New phone");
            var added = await NoticeAsync(person);

            await Task.WhenAll(
                Task.Run(() => PressAsync(added)),
                Task.Run(() => _portal.Get<MethodItems>().RemoveAsync(person.Session, MethodIds.App, old.Id)));

            Assert.Contains(MethodIds.App, await OnAsync(person));
            await Invariants.CheckAsync(_portal, person.Id);
        }
    }

    private async Task<TestBrowser> PressAsync(string link)
    {
        var browser = await _portal.Browser().GetAsync(link);
        return browser.Page!.QuerySelector("main form button") is null ? browser : await browser.SubmitAsync();
    }

    /// <summary>Resets the password by mail and signs in with it; returns where that leads.</summary>
    private async Task<TestBrowser> ResetPasswordAsync(TestPerson person)
    {
        var browser = await _portal.Browser().GetAsync("/sign-in/forgot-password");
        await browser.SubmitAsync(("email", person.Email));
        await browser.GetAsync(await _portal.LinkSentToAsync(person.Email));
        await browser.SubmitAsync(("new-password", ThiefsPassword));
        return await browser.TypePasswordAsync(person.Email, ThiefsPassword);
    }

    private async Task<string[]> OnAsync(TestPerson person)
    {
        await using var db = await _portal.OpenDatabaseAsync();
        return await db.Set<MethodEnrolment>().Where(row => row.UserId == person.Id).Select(row => row.Method).Order().ToArrayAsync();
    }

    /// <summary>Returns the link in the newest notification of a change of methods.</summary>
    private async Task<string> NoticeAsync(TestPerson person)
    {
        var mail = (await person.MessagesAsync("email")).First(sent => ChangeOfMethods().IsMatch(sent.Text));
        _portal.Clock.Advance(TimeSpan.FromSeconds(1));
        return NoticePath().Match(mail.Text).Value;
    }

    [GeneratedRegex(@"(?<=https://localhost)/notices/\S+")]
    private static partial Regex NoticePath();

    [GeneratedRegex("(Turned on|Changed|Turned off): ")]
    private static partial Regex ChangeOfMethods();
}
