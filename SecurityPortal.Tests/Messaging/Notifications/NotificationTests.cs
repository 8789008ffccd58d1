using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SecurityPortal.Accounts.Notifications;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Messaging.Delivery;
using SecurityPortal.Messaging.Notifications;
using SecurityPortal.Platform.Database;
using SecurityPortal.Tests.Accounts.Email;
using SecurityPortal.Tests.Accounts.Status;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Messaging.Notifications;

public sealed class NotificationTests : IAsyncLifetime
{
    private const string NewDevice = "New sign-in to your account";
    private const string Newcomer = "newcomer@example.com";
    private readonly Portal _portal = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task A_sign_in_from_a_new_browser_is_told_and_one_from_a_known_browser_is_not()
    {
        var first = await _portal.Browser().TypePasswordAsync("alice");
        first.SetCookie("__Host-portal-session", "");
        await first.TypePasswordAsync("alice");
        Assert.Single(await SubjectsAsync("alice@example.com"));

        await _portal.Browser().TypePasswordAsync("alice");
        Assert.Equal([NewDevice, NewDevice], await SubjectsAsync("alice@example.com"));

        first.SetCookie("__Host-portal-session", "");
        await first.TypePasswordAsync("alice");
        Assert.Equal(2, (await SubjectsAsync("alice@example.com")).Count);
    }

    // A person imported from another application has no browser that is known here, so the first to sign in may be a thief.
    [Fact]
    public async Task The_first_sign_in_of_an_account_that_was_not_made_in_that_browser_is_told()
    {
        await _portal.Browser().TypePasswordAsync("alice");

        var mail = Assert.Single(await _portal.SentToAsync("alice@example.com"));
        Assert.StartsWith(NewDevice, mail.Text);
        Assert.Contains("https://localhost/notices/", mail.Text);
    }

    [Fact]
    public async Task The_first_sign_in_is_not_told_in_the_browser_that_the_account_was_made_in_and_is_elsewhere()
    {
        var browser = await _portal.Browser().GetAsync("/register");
        await browser.SubmitAsync(("email", Newcomer));
        await browser.GetAsync(await _portal.LinkSentToAsync(Newcomer));
        await browser.SubmitAsync(("new-password", "gravel moss seven owls"));

        await browser.TypePasswordAsync(Newcomer, "gravel moss seven owls");
        Assert.True(await browser.IsSignedInAsync());
        Assert.DoesNotContain(NewDevice, await SubjectsAsync(Newcomer));

        await _portal.Browser().TypePasswordAsync(Newcomer, "gravel moss seven owls");
        Assert.Single(await SubjectsAsync(Newcomer), NewDevice);
    }

    [Fact]
    public async Task The_first_notice_is_written_in_the_language_of_the_first_sign_in()
    {
        await _portal.Browser().Speaking("de").TypePasswordAsync("alice");

        Assert.Equal(["Neue Anmeldung in Ihrem Konto"], await SubjectsAsync("alice@example.com"));
    }

    [Fact]
    public async Task Failing_at_the_second_step_is_told_once()
    {
        var browser = await _portal.Browser().TypePasswordAsync("carol");
        for (var time = 0; time < 2; time++)
        {
            await browser.SubmitAsync(("code", "000000"));
        }

        Assert.Empty(await SubjectsAsync("carol@example.com"));
        await browser.SubmitAsync(("code", "000000"));
        await browser.SubmitAsync(("code", "000000"));

        Assert.Equal(["Someone has your password but failed your second step"], await SubjectsAsync("carol@example.com"));
    }

    [Fact]
    public async Task Ended_sessions_are_told_with_one_notice()
    {
        await _portal.Browser().TypePasswordAsync("alice");
        var session = await SessionAsync("alice");
        await SessionAsync("alice");

        await _portal.Get<SessionsAndDevices>().EndOthersAsync(session);
        await _portal.Get<SessionsAndDevices>().EndOthersAsync(session);

        Assert.Equal([NewDevice, "You were signed out on another device"], (await SubjectsAsync("alice@example.com")).Order());
    }

    [Fact]
    public async Task A_notice_says_when_from_where_and_how_to_stop_it_as_text_and_as_HTML()
    {
        await _portal.Browser().TypePasswordAsync("alice");

        await using var db = await _portal.OpenDatabaseAsync();
        var mail = _portal.Get<Outbox>().Open(await db.Set<OutboxMessage>().SingleAsync());
        foreach (var text in new[] { mail.Text, System.Net.WebUtility.HtmlDecode(mail.Html!) })
        {
            Assert.Contains(_portal.Clock.GetUtcNow().ToString("f", CultureInfo.GetCultureInfo("en")), text);
            Assert.Contains("From: ", text);
            Assert.Contains("https://localhost/notices/", text);
        }
    }

    [Theory]
    [InlineData("curl/8.14.1", "From: 192.0.2.1")]
    [InlineData("Something (Windows NT 10.0)", "From: Windows, 192.0.2.1")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0", "From: Firefox / Windows, 192.0.2.1")]
    public async Task A_browser_that_nobody_knows_is_left_out(string userAgent, string from)
    {
        await using (var transaction = await PersonTransaction.BeginAsync(
            _portal.Get<IDbContextFactory<PortalDbContext>>(), await _portal.UserIdAsync("alice")))
        {
            await _portal.Get<NotificationWriter>().AddAsync(
                transaction, new SecondFactorFailedNotification(), new ClientInfo(userAgent, "192.0.2.1").Source());
            await transaction.CommitAsync();
        }

        Assert.Contains(from, Assert.Single(await _portal.SentToAsync("alice@example.com")).Text.Split('\n'));
    }

    [Fact]
    public async Task The_token_of_a_link_is_nowhere_in_the_database()
    {
        await _portal.Browser().TypePasswordAsync("alice");
        var text = (await _portal.SentToAsync("alice@example.com"))[0].Text;
        var token = text[(text.IndexOf("/notices/", StringComparison.Ordinal) + 9)..][..RandomToken.Length];

        await using var db = await _portal.OpenDatabaseAsync();
        var record = await db.Set<NotificationRecord>().SingleAsync();
        Assert.Equal(_portal.Get<KeyedHash>().OfToken(token, NotificationRecord.LinkToken), record.TokenHash);
        Assert.DoesNotContain(token, record.Text);
    }

    [Fact]
    public async Task New_notices_are_counted_in_the_portal_until_they_are_read()
    {
        var browser = await _portal.Browser().TypePasswordAsync("alice");
        Assert.Contains("New sign-in to your account", (await browser.GetAsync("/settings/security/notices")).Text);

        var session = await SessionAsync("alice");
        var notices = _portal.Get<SelfServiceNotifications>();
        Assert.Equal(1, await notices.CountUnreadAsync(session));
        await notices.MarkReadAsync(session);

        Assert.Equal(0, await notices.CountUnreadAsync(session));
        Assert.Single(await notices.ListAsync(session));
        Assert.Empty(await notices.ListAsync(await SessionAsync("bob")));
    }

    private async Task<IReadOnlyList<string>> SubjectsAsync(string to) =>
        [.. (await _portal.SentToAsync(to)).Select(mail => mail.Text.Split('\n')[0])];

    private async Task<Guid> SessionAsync(string name)
    {
        var token = await _portal.BeginSessionAsync(
            await _portal.UserIdAsync(name), null, "Password", new("test", "127.0.0.1"));
        return (await _portal.Get<SessionStore>().FindByTokenAsync(token))!.Id;
    }
}
