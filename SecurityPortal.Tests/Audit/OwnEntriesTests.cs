using Microsoft.EntityFrameworkCore;
using SecurityPortal.Accounts.PersonalData;
using SecurityPortal.Audit;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Audit;

public sealed class OwnEntriesTests : IAsyncLifetime
{
    private readonly Portal _portal = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task A_person_sees_what_happened_to_the_own_account_and_to_no_other()
    {
        await _portal.Browser().TypePasswordAsync("bob", "wrong");
        await _portal.Browser().TypePasswordAsync("alice", "wrong");
        var browser = await _portal.Browser().TypePasswordAsync("alice");

        await browser.GetAsync("/settings/security/activity");

        Assert.Contains("Signed in with password", browser.Text);
        Assert.Contains("Someone entered a wrong password", browser.Text);
        Assert.Equal(2, browser.Page!.QuerySelectorAll("[data-testid=activity]").Length);
    }

    [Fact]
    public async Task Entries_come_in_pages_and_by_kind()
    {
        var id = await _portal.UserIdAsync("alice");
        for (var entry = 0; entry < SelfServiceActivity.PageSize + 3; entry++)
        {
            await _portal.Get<AuditLogWriter>().AppendAsync(new(id, AuditEvents.MethodChanged, "Sms"));
        }

        var token = await _portal.BeginSessionAsync(id, null, "Password", new("test", "127.0.0.1"));
        var session = (await _portal.Get<SessionStore>().FindByTokenAsync(token))!.Id;
        var log = _portal.Get<SelfServiceActivity>();

        var newest = await log.ListAsync(session, ActivityFilter.Methods);
        var older = await log.ListAsync(session, ActivityFilter.Methods, newest[^1].Sequence);

        Assert.Equal(SelfServiceActivity.PageSize, newest.Count);
        Assert.Equal(3, older.Count);
        Assert.Empty(await log.ListAsync(session, ActivityFilter.Devices));
        Assert.Empty(await log.ListAsync(Guid.NewGuid(), ActivityFilter.Everything));
    }

    [Fact]
    public async Task The_log_holds_no_password_and_no_full_number()
    {
        await _portal.Browser().TypePasswordAsync("carol", "a wrong secret word");
        var browser = await _portal.Browser().TypePasswordAsync("carol");
        await browser.GetAsync("/sign-in/verify?method=Sms");
        var code = await _portal.CodeSentToAsync("+14155550123");
        await browser.TypeCodeAsync(code);

        await using var db = await _portal.OpenDatabaseAsync();
        var all = string.Join('\n', (await db.Set<AuditLogEntry>().ToListAsync()).Select(entry => $"{entry.Event} {entry.Detail} {entry.UserAgent}"));
        Assert.Contains(AuditEvents.SignedIn, all);
        foreach (var secret in new[] { "wrong secret", code, "4155550123", Portal.Password })
        {
            Assert.DoesNotContain(secret, all);
        }
    }
}
