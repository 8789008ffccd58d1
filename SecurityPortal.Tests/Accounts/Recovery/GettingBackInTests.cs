using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using SecurityPortal.Accounts.Recovery;
using SecurityPortal.Tests.Accounts.Email;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Accounts.Recovery;

public sealed partial class GettingBackInTests : IAsyncLifetime
{
    private const string Mailbox = "carol@example.com";
    private const string Number = "+14155550123";
    private static readonly TimeSpan Wait = TimeSpan.FromHours(72);
    private static readonly TimeSpan LinkLifetime = TimeSpan.FromHours(24);
    private Portal _portal = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task Every_address_on_file_is_told_at_once()
    {
        var browser = await AskAsync();

        Assert.Contains("The wait has begun", browser.Text);
        Assert.Contains("Monday, March 7, 2050", browser.Text);
        Assert.Contains("asked to recover your account", Assert.Single(await _portal.SentToAsync(Mailbox)).Text);
        Assert.Contains("asked to recover your account", Assert.Single(await _portal.SentToAsync(Number)).Text);
    }

    [Fact]
    public async Task Nothing_happens_before_the_wait_is_over()
    {
        await AskAsync();
        _portal.Clock.Advance(Wait - TimeSpan.FromSeconds(1));

        Assert.Equal(0, await _portal.Get<DueRecoveries>().RunAsync());
        Assert.DoesNotContain(await _portal.SentToAsync(Mailbox), mail => mail.Text.Contains("recover/finish", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Afterwards_a_link_leads_through_the_password_to_enrolment_and_to_nothing_else()
    {
        var link = await WaitAsync();
        var browser = await _portal.Browser().GetAsync(link);
        await browser.SubmitAsync(("password", Portal.Password));

        Assert.Equal("/sign-in?reason=recovered", browser.Path);
        Assert.False(await browser.IsSignedInAsync());
        await browser.TypePasswordAsync("carol");
        Assert.Equal("/settings/security/two-factor", browser.Path);
        await browser.GetAsync("/settings/security/devices");
        Assert.Equal("/settings/security/two-factor", browser.Path);
        Assert.Contains(await _portal.SentToAsync(Mailbox), mail => mail.Text.Contains("All your two-factor methods were turned off", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_mail_scanner_that_opens_the_link_changes_nothing()
    {
        var link = await WaitAsync();

        await _portal.Browser().GetAsync(link);

        Assert.Equal("/sign-in/verify", (await _portal.Browser().TypePasswordAsync("carol")).Path);
    }

    [Fact]
    public async Task The_link_works_once_of_twenty_at_once()
    {
        var link = await WaitAsync();
        var token = link.Split("token=")[1];

        var used = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() =>
            _portal.Get<RecoveryLinks>().UseAsync(token, Portal.Password, new("test", "127.0.0.1"), CancellationToken.None))));

        Assert.Single(used.OfType<RecoveryLinkUse.Done>());
    }

    [Fact]
    public async Task Twenty_requests_at_once_are_one_and_are_told_once()
    {
        var browser = await _portal.Browser().TypePasswordAsync("carol");
        await browser.GetAsync("/sign-in/recover");

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => browser.SendAsync(browser.Form())));

        await using var db = await _portal.OpenDatabaseAsync();
        Assert.Equal(1, await db.Set<RecoveryRequest>().CountAsync());
        Assert.Single(await _portal.SentToAsync(Mailbox));
    }

    [Fact]
    public async Task A_sign_in_with_a_method_stops_it()
    {
        await AskAsync();
        var browser = await _portal.Browser().TypePasswordAsync("carol");
        await browser.SubmitAsync(("code", await Oathtool.CarolsCodeAsync(_portal.Clock)));
        Assert.True(await browser.IsSignedInAsync());

        Assert.Equal(RecoveryState.Stopped, await StateAsync());
        _portal.Clock.Advance(Wait);
        Assert.Equal(0, await _portal.Get<DueRecoveries>().RunAsync());
    }

    [Fact]
    public async Task A_sign_in_makes_a_link_that_was_sent_worthless()
    {
        var link = await WaitAsync();
        var browser = await _portal.Browser().TypePasswordAsync("carol");
        await browser.SubmitAsync(("code", await Oathtool.CarolsCodeAsync(_portal.Clock)));

        await browser.GetAsync(link);

        Assert.Contains("has already been used, has expired or was cancelled", browser.Text);
    }

    [Theory]
    [InlineData(Mailbox)]
    [InlineData(Number)]
    public async Task One_click_in_any_message_stops_it(string address)
    {
        await AskAsync();
        var path = NoticePath().Match((await _portal.SentToAsync(address))[0].Text).Value;
        var stranger = await _portal.Browser().GetAsync(path);
        Assert.Equal(RecoveryState.Waiting, await StateAsync());

        await stranger.SubmitAsync();

        Assert.Contains("Stopped. Nothing was changed.", stranger.Text);
        Assert.Equal(RecoveryState.Stopped, await StateAsync());
    }

    [Fact]
    public async Task Whoever_keeps_asking_is_told_to_wait()
    {
        for (var time = 0; time < 3; time++)
        {
            await AskAsync();
            var mail = (await _portal.SentToAsync(Mailbox))[0];
            await (await _portal.Browser().GetAsync(NoticePath().Match(mail.Text).Value)).SubmitAsync();
            _portal.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Contains("several times", (await AskAsync()).Text);
    }

    [Fact]
    public async Task Without_the_password_there_is_nothing_to_ask_for()
    {
        var browser = await _portal.Browser().GetAsync("/sign-in/recover");

        Assert.Equal("/sign-in?reason=expired", browser.Path);
    }

    [Fact]
    public async Task Where_policy_leaves_it_to_support_the_page_says_so_and_the_service_refuses()
    {
        await _portal.DisposeAsync();
        _portal = new(("Recovery:Enabled", "false"));

        var browser = await AskAsync();

        Assert.Contains("Support can help", browser.Text);
        await using var db = await _portal.OpenDatabaseAsync();
        Assert.Equal(0, await db.Set<RecoveryRequest>().CountAsync());
    }

    [Fact]
    public async Task The_link_dies_in_time()
    {
        var link = await WaitAsync();
        _portal.Clock.Advance(LinkLifetime - TimeSpan.FromSeconds(2));
        Assert.Contains("Turn off all my methods", (await _portal.Browser().GetAsync(link)).Text);
        _portal.Clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Contains("expired", (await _portal.Browser().GetAsync(link)).Text);
        await AskAsync();
        Assert.Equal(RecoveryState.Waiting, await StateAsync());
    }

    private async Task<TestBrowser> AskAsync()
    {
        var browser = await _portal.Browser().TypePasswordAsync("carol");
        Assert.Equal("/sign-in/verify", browser.Path);
        await browser.GetAsync("/sign-in/verify?another=true");
        Assert.Contains("I can't use any of these", browser.Text);
        await browser.GetAsync("/sign-in/recover");
        return browser.Page!.QuerySelector("main form button") is null ? browser : await browser.SubmitAsync();
    }

    private async Task<string> WaitAsync()
    {
        await AskAsync();
        _portal.Clock.Advance(Wait);
        await _portal.Get<DueRecoveries>().RunAsync();
        return await _portal.LinkSentToAsync(Mailbox);
    }

    private async Task<RecoveryState> StateAsync()
    {
        await using var db = await _portal.OpenDatabaseAsync();
        return await db.Set<RecoveryRequest>().OrderByDescending(row => row.AskedAt).Select(row => row.State).FirstAsync();
    }

    [GeneratedRegex(@"(?<=https://localhost)/notices/\S+")]
    private static partial Regex NoticePath();
}
