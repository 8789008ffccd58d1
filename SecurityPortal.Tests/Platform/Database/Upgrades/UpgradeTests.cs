using System.Net;
using Microsoft.EntityFrameworkCore;
using SecurityPortal.Audit;
using SecurityPortal.Platform.Database;
using SecurityPortal.Support.Actions;
using SecurityPortal.Tests.Fixtures;
using SecurityPortal.Tests.OpenId;
using SecurityPortal.Tests.Support;

namespace SecurityPortal.Tests.Platform.Database.Upgrades;

/// <summary>
/// Upgrades this version's database, full of what people and support have done, to a later version while a node of this
/// version serves. The README beside this file says what the author of a migration has to add.
/// </summary>
[OnBothDatabases]
public sealed class UpgradeTests : IAsyncDisposable
{
    private readonly Portal _portal = new(OpenIdPortal.Settings);
    private readonly UpgradingDatabase _database;
    private readonly RelyingParty _shop;

    public UpgradeTests()
    {
        _shop = new(_portal);
        _database = new(_portal);
    }

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task Everything_that_was_there_is_there_afterwards_and_unchanged()
    {
        await FillAsync();
        var before = await _database.ContentsAsync();
        string[] mustBeFull =
        [
            "AspNetUsers", "People", "Sessions", "TrustedDevices", "MethodEnrolments", "ConfirmedPhones", "BackupCodes", "ActivityLog",
            "SupportCases", "SupportActions", "CaseChecks", "Outbox", "OpenIdClients", "OpenIdAuthorizations", "OpenIdTokens",
            "ApplicationSessions", "SealedKeys",
        ];
        Assert.All(mustBeFull, table => Assert.True(before[table].Rows > 0, $"{table} is empty."));

        await _database.MigrateAsync();

        Assert.Equal(before, await _database.ContentsAsync());
        Assert.Equal(LaterMigration.Id, (await _database.AppliedAsync())[^1]);
        Assert.Equal(before["AspNetUsers"].Rows, await Rows.NumberAsync(_portal, """SELECT CAST(count(*) AS INTEGER) AS "Value" FROM "AddedLater" """));
        Assert.Equal(0, await Rows.NumberAsync(_portal, """SELECT CAST(count(*) AS INTEGER) AS "Value" FROM "People" WHERE "AddedLater" IS NULL"""));
        await _database.MigrateAsync();
        Assert.Equal(before, await _database.ContentsAsync());
    }

    [Fact]
    public async Task While_it_is_changed_and_after_it_nobody_at_a_node_of_this_version_is_turned_away()
    {
        await FillAsync();
        var people = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            var person = await TestPerson.WithAsync(_portal, MethodIds.Sms);
            await person.SignInAsync(MethodIds.Sms);
            return (Person: person, Token: (await _shop.SignInAsync(person.Browser()))["refresh_token"]);
        }));
        using var over = new CancellationTokenSource();
        var lives = people.Select(one => Task.Run(() => LiveAsync(one.Person, one.Token, over.Token))).ToList();

        await _database.MigrateAsync();
        await over.CancelAsync();
        var rounds = await Task.WhenAll(lives);

        Assert.All(rounds, count => Assert.InRange(count, 1, int.MaxValue));
        foreach (var (person, _) in people)
        {
            // One after another, since each delivers everything that waits and reads what was sent to its own number.
            await person.TurnOnWhatsAppAsync();
            await Invariants.CheckAsync(_portal, person.Id);
            Assert.Contains(MethodIds.WhatsApp, await person.OnAsync());
        }

        var desk = await Desk.OpenAsync(_portal);
        await desk.PassCheckAsync();
        await desk.AskAsync(ActionKind.ResetAll);
        await desk.ApproveAsync(await desk.NewestActionAsync());
        Assert.Equal(0, await Rows.CountAsync(_portal, "MethodEnrolments", desk.Caller.Id));
        Assert.IsType<LogCheck.Intact>(await _portal.Get<AuditLogVerifier>().VerifyAsync());
    }

    [Fact]
    public async Task A_migration_that_waits_for_a_long_request_keeps_nobody_else_waiting()
    {
        await using var portal = new Portal { HasPostgreSql = true };
        await using var holder = await portal.OpenDatabaseAsync();
        await using var request = await holder.Database.BeginTransactionAsync();
        await holder.Set<Person>().CountAsync();

        var migration = new UpgradingDatabase(portal).MigrateAsync();
        await using var other = await portal.OpenDatabaseAsync();
        while (await other.Database.SqlQuery<int>($"""SELECT CAST(count(*) AS int) AS "Value" FROM pg_locks WHERE NOT granted AND relation = '"People"'::regclass""").SingleAsync() == 0)
        {
            Assert.False(migration.IsCompleted, "It did not wait.");
        }

        // Nobody passes a change that waits for a lock in PostgreSQL; if this one waited on, the command would time out.
        await other.Set<Person>().CountAsync();
        Assert.False(migration.IsCompleted);

        await request.CommitAsync();
        await migration;
        Assert.Equal(LaterMigration.Id, (await new UpgradingDatabase(portal).AppliedAsync())[^1]);
    }

    // Continues until the migration is over, and once more after it.
    private async Task<int> LiveAsync(TestPerson person, string token, CancellationToken over)
    {
        var rounds = 0;
        for (var isLast = false; !isLast; rounds++)
        {
            isLast = over.IsCancellationRequested;
            Assert.True(await person.Browser().IsSignedInAsync());
            var answer = await _shop.RefreshAsync(token);
            Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
            token = answer["refresh_token"];
        }

        return rounds;
    }

    private async Task FillAsync()
    {
        var desk = await Desk.OpenAsync(_portal);
        await desk.PassCheckAsync();
        await desk.AskAsync(ActionKind.ResetAll);
        await desk.ApproveAsync(await desk.NewestActionAsync());
        var person = await TestPerson.WithAsync(_portal, MethodIds.App, MethodIds.Sms, MethodIds.BackupCodes);
        await person.SignInAsync(MethodIds.App);
        await _portal.TrustDeviceAsync(person.Id, new("Browser", "192.0.2.1"));
        await _shop.SignInAsync(person.Browser());
        var forum = new RelyingParty(_portal, "forum");
        var browser = person.Browser();
        await forum.SendAsync(browser);
        await browser.SubmitAsync(("answer", "allow"));
        await forum.RedeemAsync((await forum.ArriveAsync(browser))!["code"]);
    }
}
