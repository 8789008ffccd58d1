using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SecurityPortal.Accounts.Email;
using SecurityPortal.Audit;
using SecurityPortal.Messaging.Delivery;
using SecurityPortal.Messaging.Delivery.Smtp;
using SecurityPortal.Tests.Accounts.Email;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Accounts.Passwords;

public sealed class ForgottenPasswordsTests : IAsyncLifetime
{
    private const string NewPassword = "gravel moss seven owls";
    private readonly Portal _portal = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task A_new_password_is_set_and_the_old_one_is_gone()
    {
        var browser = await ResetAsync("alice");

        Assert.Equal("/sign-in?reason=password-reset", browser.Path);
        Assert.False(await browser.IsSignedInAsync());
        Assert.Equal("/sign-in", (await _portal.Browser().TypePasswordAsync("alice")).Path);
        Assert.Equal("/settings/security", (await _portal.Browser().TypePasswordAsync("alice", NewPassword)).Path);
        Assert.Contains(await _portal.SentToAsync("alice@example.com"), mail => mail.Text.Contains("Your password was changed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_second_step_is_asked_for_as_before()
    {
        await ResetAsync("carol");

        var browser = await _portal.Browser().TypePasswordAsync("carol", NewPassword);

        Assert.Equal("/sign-in/verify", browser.Path);
    }

    [Fact]
    public async Task Sessions_and_trusted_devices_end()
    {
        var browser = await _portal.Browser().TypePasswordAsync("carol");
        await browser.SubmitAsync(("code", await Oathtool.CarolsCodeAsync(_portal.Clock)), ("trust", "true"));
        Assert.True(await browser.IsSignedInAsync());

        await ResetAsync("carol");

        Assert.False(await browser.IsSignedInAsync());
        Assert.Equal("/sign-in/verify", (await browser.TypePasswordAsync("carol", NewPassword)).Path);
    }

    [Fact]
    public async Task A_pending_second_step_dies_with_the_old_password()
    {
        var browser = await _portal.Browser().TypePasswordAsync("carol");

        await ResetAsync("carol");
        await browser.SubmitAsync(("code", await Oathtool.CarolsCodeAsync(_portal.Clock)));

        Assert.False(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task A_locked_sign_in_opens_again()
    {
        for (var time = 0; time < 5; time++)
        {
            await _portal.Browser().TypePasswordAsync("alice", "wrong");
        }

        Assert.Contains("Too many attempts", (await _portal.Browser().TypePasswordAsync("alice")).Text);

        await ResetAsync("alice");

        Assert.Equal("/settings/security", (await _portal.Browser().TypePasswordAsync("alice", NewPassword)).Path);
    }

    [Fact]
    public async Task Nobody_learns_from_the_answer_who_has_an_account()
    {
        var known = await AskAsync("alice@example.com");
        var unknown = await AskAsync("nobody@example.com");

        Assert.Equal(unknown.Response!.StatusCode, known.Response!.StatusCode);
        Assert.Equal(unknown.Text.Replace("nobody@", "alice@"), known.Text);
        Assert.Equal(unknown.HeadersOf(), known.HeadersOf());
        Assert.Empty(await _portal.SentToAsync("nobody@example.com"));
        Assert.Single(await _portal.SentToAsync("alice@example.com"));
    }

    [Fact]
    public async Task The_work_is_the_same_for_somebody_and_nobody()
    {
        async Task<(int Links, int Mails, int Entries)> CountAsync()
        {
            await using var db = await _portal.OpenDatabaseAsync();
            return (await db.Set<AccountLink>().CountAsync(), await db.Set<OutboxMessage>().CountAsync(),
                await db.Set<AuditLogEntry>().CountAsync(entry => entry.Event == AuditEvents.PasswordResetAsked));
        }

        await AskAsync("alice@example.com");
        var one = await CountAsync();
        await AskAsync("nobody@example.com");
        var two = await CountAsync();

        Assert.Equal((1, 1, 1), one);
        Assert.Equal((2, 2, 2), two);
    }

    [Fact]
    public async Task The_link_leads_to_the_portal_whatever_host_the_request_names()
    {
        var browser = await _portal.Browser().GetAsync("/sign-in/forgot-password");
        var (url, content) = browser.Form(("email", "alice@example.com"));
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = content };
        request.Headers.Host = "evil.example";
        request.Headers.Add("X-Forwarded-Host", "evil.example");

        await browser.SendAsync(request);

        var mail = Assert.Single(await _portal.SentToAsync("alice@example.com"));
        Assert.Contains("https://localhost/sign-in/reset-password?token=", mail.Text);
        Assert.DoesNotContain("evil", mail.Text);
    }

    [Fact]
    public async Task The_mail_says_the_same_as_text_and_as_HTML()
    {
        await AskAsync("alice@example.com");

        await using var db = await _portal.OpenDatabaseAsync();
        var mail = _portal.Get<Outbox>().Open(await db.Set<OutboxMessage>().SingleAsync());

        Assert.Contains("/sign-in/reset-password?token=", mail.Text);
        Assert.Contains("<a href=\"https://localhost/sign-in/reset-password?token=", mail.Html);
    }

    [Fact]
    public async Task Opening_the_link_changes_nothing_and_using_it_twice_works_once()
    {
        var link = await AskForLinkAsync("alice");
        await _portal.Browser().GetAsync(link);
        var browser = await _portal.Browser().GetAsync(link);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8)
            .Select(_ => browser.SendAsync(browser.Form(("new-password", NewPassword)))));

        Assert.Single(answers, answer => answer.RequestMessage!.RequestUri!.PathAndQuery == "/sign-in?reason=password-reset");
        Assert.Contains("already been used or has expired", (await browser.GetAsync(link)).Text);
    }

    [Fact]
    public async Task A_link_dies_after_half_an_hour_even_with_its_page_open()
    {
        var browser = await _portal.Browser().GetAsync(await AskForLinkAsync("alice"));

        _portal.Clock.Advance(TimeSpan.FromMinutes(30));
        await browser.SubmitAsync(("new-password", NewPassword));

        Assert.Contains("already been used or has expired", browser.Text);
        Assert.Equal("/settings/security", (await _portal.Browser().TypePasswordAsync("alice")).Path);
    }

    [Fact]
    public async Task Using_one_link_voids_the_others()
    {
        var first = await AskForLinkAsync("alice");
        await ResetAsync("alice");

        Assert.Contains("already been used or has expired", (await _portal.Browser().GetAsync(first)).Text);
    }

    [Fact]
    public async Task A_link_opened_by_another_person_touches_only_its_own_account()
    {
        var bob = await _portal.Browser().TypePasswordAsync("bob");
        await bob.GetAsync(await AskForLinkAsync("alice"));

        await bob.SubmitAsync(("new-password", NewPassword));

        Assert.Equal("/settings/security", (await _portal.Browser().TypePasswordAsync("bob")).Path);
        Assert.Equal("/settings/security", (await _portal.Browser().TypePasswordAsync("alice", NewPassword)).Path);
    }

    [Theory]
    [InlineData("root@localhost")]
    [InlineData("\"a b\"@example.com")]
    public async Task An_account_from_elsewhere_gets_mail_at_an_address_that_a_new_one_could_not_have(string address)
    {
        await using (var db = await _portal.OpenDatabaseAsync())
        {
            var names = _portal.Get<ILookupNormalizer>();
            await db.Users.Where(user => user.Email == "alice@example.com").ExecuteUpdateAsync(
                set => set.SetProperty(user => user.Email, address).SetProperty(user => user.NormalizedEmail, names.NormalizeEmail(address)),
                TestContext.Current.CancellationToken);
        }

        Assert.Contains("email is on its way", (await AskAsync(address)).Text);

        Assert.Contains("/sign-in/reset-password?token=", Assert.Single(await _portal.SentToAsync(address)).Text);
        var mail = new MailWriter(Options.Create(new SmtpOptions { From = "no-reply@example.com" }))
            .Write(Guid.NewGuid(), Posting.Mail(address));
        Assert.Equal(address, mail.To.Mailboxes.Single().Address);
    }

    private async Task<TestBrowser> AskAsync(string email)
    {
        var browser = await _portal.Browser().GetAsync("/sign-in/forgot-password");
        return await browser.SubmitAsync(("email", email));
    }

    private async Task<string> AskForLinkAsync(string name)
    {
        await AskAsync($"{name}@example.com");
        return await _portal.LinkSentToAsync($"{name}@example.com");
    }

    private async Task<TestBrowser> ResetAsync(string name)
    {
        var browser = await _portal.Browser().GetAsync(await AskForLinkAsync(name));
        return await browser.SubmitAsync(("new-password", NewPassword));
    }
}
