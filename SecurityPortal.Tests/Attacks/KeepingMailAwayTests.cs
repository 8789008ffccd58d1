using Microsoft.EntityFrameworkCore;
using SecurityPortal.Accounts.Status;
using SecurityPortal.Tests.Accounts.Email;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Attacks;

/// <summary>Strangers who request mail to somebody's address until no more is sent there (ASVS 6.1.1).</summary>
public sealed class KeepingMailAwayTests : IAsyncLifetime
{
    private const string NewPassword = "gravel moss seven owls";
    private readonly Portal _portal = new(("Accounts:RequestsPerNetwork", "100000"));

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task Asking_to_register_somebodys_address_leaves_their_reset_mail_alone()
    {
        await AskAsync("/register", times: 20);

        await AskAsync("/sign-in/forgot-password");

        Assert.Contains(
            await _portal.SentToAsync("bob@example.com"),
            mail => mail.Text.Contains("Choose a new password", StringComparison.Ordinal));
    }

    [Fact]
    public async Task However_long_strangers_ask_for_resets_the_owner_has_a_link_that_works()
    {
        for (var minutes = 0; minutes < 240; minutes += 7)
        {
            await AskAsync("/sign-in/forgot-password", times: 4);
            _portal.Clock.Advance(TimeSpan.FromMinutes(7));
            var newest = await _portal.Browser().GetAsync(await _portal.LinkSentToAsync("bob@example.com"));
            Assert.DoesNotContain("expired", newest.Text);
        }

        await AskAsync("/sign-in/forgot-password");
        var browser = await _portal.Browser().GetAsync(await _portal.LinkSentToAsync("bob@example.com"));
        await browser.SubmitAsync(("new-password", NewPassword));

        Assert.Equal("/sign-in?reason=password-reset", browser.Path);
    }

    [Fact]
    public async Task Over_the_limit_one_mail_is_sent_at_a_time_however_many_ask_at_once()
    {
        await AskAsync("/sign-in/forgot-password", times: 3);
        Assert.Equal(3, (await _portal.SentToAsync("bob@example.com")).Count);

        // After these rounds, those three links have less than half their lifetime left and the lock is longer than a minute.
        _portal.Clock.Advance(TimeSpan.FromMinutes(2));
        await AskAsync("/sign-in/forgot-password", times: 3);
        _portal.Clock.Advance(TimeSpan.FromMinutes(6));
        await AskAsync("/sign-in/forgot-password", times: 3);
        _portal.Clock.Advance(TimeSpan.FromMinutes(16));
        await AskAsync("/sign-in/forgot-password", times: 3);
        _portal.Clock.Advance(TimeSpan.FromMinutes(16));
        var before = (await _portal.SentToAsync("bob@example.com")).Count;
        var forms = new List<TestBrowser>();
        for (var i = 0; i < 12; i++)
        {
            forms.Add(await _portal.Browser().GetAsync("/sign-in/forgot-password"));
        }

        await Task.WhenAll(forms.Select(form => Task.Run(() => form.SendAsync(form.Form(("email", "bob@example.com"))))));

        Assert.Equal(before + 1, (await _portal.SentToAsync("bob@example.com")).Count);
    }

    [Fact]
    public async Task A_used_link_starts_the_count_anew()
    {
        await AskAsync("/sign-in/forgot-password", times: 3);
        var browser = await _portal.Browser().GetAsync(await _portal.LinkSentToAsync("bob@example.com"));
        await browser.SubmitAsync(("new-password", NewPassword));
        var before = (await _portal.SentToAsync("bob@example.com")).Count;

        await AskAsync("/sign-in/forgot-password", times: 5);

        Assert.Equal(before + 3, (await _portal.SentToAsync("bob@example.com")).Count);
    }

    [Fact]
    public async Task A_disabled_account_is_mailed_no_more_often_than_any_other()
    {
        await using (var db = await _portal.OpenDatabaseAsync())
        {
            await db.Users.Where(user => user.Email == "bob@example.com").ExecuteUpdateAsync(set => set
                .SetProperty(user => user.LockoutEnabled, true).SetProperty(user => user.LockoutEnd, DateTimeOffset.MaxValue));
        }

        await AskAsync("/sign-in/forgot-password", times: 8);

        Assert.Equal(3, (await _portal.SentToAsync("bob@example.com")).Count);
    }

    [Fact]
    public async Task A_locked_account_is_mailed_no_more_often_than_any_other()
    {
        var person = await (await TestPerson.WithAsync(_portal, MethodIds.App)).SignInAsync(MethodIds.App);
        Assert.True(await _portal.Get<SelfServiceLock>().LockAsync(person.Session, "My laptop was stolen"));
        var before = (await _portal.SentToAsync(person.Email)).Count;

        await AskAsync("/sign-in/forgot-password", times: 8, person.Email);

        Assert.Equal(before + 3, (await _portal.SentToAsync(person.Email)).Count);
    }

    private async Task AskAsync(string page, int times = 1, string address = "bob@example.com")
    {
        for (var i = 0; i < times; i++)
        {
            var browser = await _portal.Browser().GetAsync(page);
            Assert.Contains("email is on its way", (await browser.SubmitAsync(("email", address))).Text);
        }
    }
}
