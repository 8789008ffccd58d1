using Microsoft.EntityFrameworkCore;
using OpenIddict.EntityFrameworkCore.Models;
using SecurityPortal.OpenId;
using SecurityPortal.Platform.BackgroundJobs.Cleanup;
using SecurityPortal.Tests.Fixtures;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SecurityPortal.Tests.OpenId;

[OnBothDatabases]
public sealed class OpenIdCleanupTests : IAsyncLifetime
{
    private readonly Portal _portal = new();

    private DateTime Now => _portal.Clock.GetUtcNow().UtcDateTime;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task Tokens_go_two_days_after_they_expire_and_no_others()
    {
        var before = OpenIdCleanup.Kept;
        await AddAsync(
            Token("valid for long", Statuses.Valid, created: TimeSpan.FromDays(30), expires: TimeSpan.FromHours(-1)),
            Token("expired a day ago", Statuses.Redeemed, created: TimeSpan.FromDays(2), expires: TimeSpan.FromDays(1)),
            Token("expired long ago", Statuses.Valid, created: TimeSpan.FromDays(4), expires: before + TimeSpan.FromMinutes(1)),
            Token("revoked and expired long ago", Statuses.Revoked, created: TimeSpan.FromDays(4), expires: before + TimeSpan.FromMinutes(1)));

        Assert.Equal(2, await _portal.Get<OpenIdCleanup>().RunAsync());

        Assert.Equal(["expired a day ago", "valid for long"], await IdsAsync(db => db.Set<OpenIddictEntityFrameworkCoreToken>().Select(row => row.Id!)));
    }

    [Fact]
    public async Task More_tokens_than_one_batch_go_in_one_run()
    {
        var count = (Cleaner.Batch * 2) + 1;
        await AddAsync([.. Enumerable.Range(0, count).Select(number =>
            Token($"{number}", Statuses.Valid, created: TimeSpan.FromDays(5), expires: TimeSpan.FromDays(4)))]);

        Assert.Equal(count, await _portal.Get<OpenIdCleanup>().RunAsync());
    }

    [Fact]
    public async Task Authorizations_go_when_they_hold_no_more_and_consents_stay()
    {
        var old = TimeSpan.FromDays(30);
        await AddAsync(
            Authorization("consent", Statuses.Valid, AuthorizationTypes.Permanent, old),
            Authorization("withdrawn", Statuses.Revoked, AuthorizationTypes.Permanent, old),
            Authorization("withdrawn just now", Statuses.Revoked, AuthorizationTypes.Permanent, TimeSpan.FromHours(1)),
            Authorization("withdrawn, with a token", Statuses.Revoked, AuthorizationTypes.Permanent, old, Token("revoked", Statuses.Revoked, old, TimeSpan.FromDays(1))),
            Authorization("once, nothing left", Statuses.Valid, AuthorizationTypes.AdHoc, old),
            Authorization("once, in use", Statuses.Valid, AuthorizationTypes.AdHoc, old, Token("its token", Statuses.Valid, old, TimeSpan.FromHours(-1))));

        Assert.Equal(2, await _portal.Get<OpenIdCleanup>().RunAsync());

        Assert.Equal(
            ["consent", "once, in use", "withdrawn just now", "withdrawn, with a token"],
            await IdsAsync(db => db.Set<OpenIddictEntityFrameworkCoreAuthorization>().Select(row => row.Id!)));
    }

    [Fact]
    public async Task What_belongs_to_a_deleted_account_goes()
    {
        var alice = await _portal.UserIdAsync("alice");
        await AddAsync(
            Authorization("hers", Statuses.Valid, AuthorizationTypes.Permanent, TimeSpan.Zero, subject: alice),
            Authorization("nobody's", Statuses.Valid, AuthorizationTypes.Permanent, TimeSpan.Zero, subject: "gone"));

        Assert.Equal(1, await _portal.Get<OpenIdCleanup>().RunAsync());

        Assert.Equal(["hers"], await IdsAsync(db => db.Set<OpenIddictEntityFrameworkCoreAuthorization>().Select(row => row.Id!)));
    }

    private OpenIddictEntityFrameworkCoreToken Token(string id, string status, TimeSpan created, TimeSpan expires) => new()
    {
        Id = id,
        Status = status,
        Type = TokenTypeIdentifiers.RefreshToken,
        CreationDate = Now - created,
        ExpirationDate = Now - expires,
    };

    private OpenIddictEntityFrameworkCoreAuthorization Authorization(
        string id, string status, string type, TimeSpan created, OpenIddictEntityFrameworkCoreToken? token = null, string? subject = null)
    {
        var row = new OpenIddictEntityFrameworkCoreAuthorization
        {
            Id = id,
            Status = status,
            Type = type,
            CreationDate = Now - created,
            Subject = subject,
        };
        if (token is not null)
        {
            row.Tokens.Add(token);
        }

        return row;
    }

    private async Task AddAsync(params object[] rows)
    {
        await using var db = await _portal.OpenDatabaseAsync();
        db.AddRange(rows);
        await db.SaveChangesAsync();
    }

    private async Task<List<string>> IdsAsync(Func<SecurityPortal.Platform.Database.PortalDbContext, IQueryable<string>> query)
    {
        await using var db = await _portal.OpenDatabaseAsync();
        return [.. (await query(db).ToListAsync()).Order(StringComparer.Ordinal)];
    }
}
