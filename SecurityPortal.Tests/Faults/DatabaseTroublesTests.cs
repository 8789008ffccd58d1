using System.Data.Common;
using System.Globalization;
using System.Net;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SecurityPortal.Platform.Database;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Faults;

/// <summary>A database that refuses writes: nobody gets in, nobody loses attempts, and the portal recovers by itself.</summary>
public sealed class DatabaseTroublesTests
{
    [Fact]
    public async Task Without_room_on_the_disk_nobody_gets_in_until_there_is_some()
    {
        var disk = new Disk();
        await using var portal = new Portal
        {
            HasPostgreSql = false,
            WithServices = services => services.ConfigureDbContext<PortalDbContext>(db => db.AddInterceptors(disk)),
        };
        var person = await TestPerson.WithAsync(portal, MethodIds.App);
        var browser = await portal.Browser().TypePasswordAsync(person.Email);
        var code = person.NextAppCode();

        disk.IsFull = true;
        await FillUpAsync(portal);
        await ExpectRefusedAsync(portal, person, browser, code);

        disk.IsFull = false;
        await ExpectOneSignInAsync(portal, person, browser, code);
    }

    [Fact]
    public async Task A_database_that_can_only_be_read_lets_nobody_in_until_it_can_be_written()
    {
        await using var portal = new Portal { HasPostgreSql = true };
        var person = await TestPerson.WithAsync(portal, MethodIds.App);
        var browser = await portal.Browser().TypePasswordAsync(person.Email);
        var code = person.NextAppCode();

        // As after a failover to a replica that has not been promoted yet.
        await SetReadOnlyAsync(portal, "on");
        await ExpectRefusedAsync(portal, person, browser, code);

        await SetReadOnlyAsync(portal, "off");
        await ExpectOneSignInAsync(portal, person, browser, code);
    }

    private static async Task ExpectRefusedAsync(Portal portal, TestPerson person, TestBrowser browser, string code)
    {
        var answer = await browser.SendWithoutFollowingAsync(browser.Form(("code", code)));
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal(0, await Rows.OpenSessionsAsync(portal, person.Id));

        var other = await portal.Browser().GetAsync("/sign-in");
        var password = await other.SendWithoutFollowingAsync(other.Form(("login", person.Email), ("password", Portal.Password)));
        Assert.Equal(HttpStatusCode.InternalServerError, password.StatusCode);
    }

    // The interrupted sign-in continues with the same code. The first request may hit a connection that broke in the meantime;
    // the person then sends the form again.
    private static async Task ExpectOneSignInAsync(Portal portal, TestPerson person, TestBrowser browser, string code)
    {
        var status = HttpStatusCode.InternalServerError;
        for (var tries = 0; tries < 3 && status == HttpStatusCode.InternalServerError; tries++)
        {
            status = (await browser.SendWithoutFollowingAsync(browser.Form(("code", code)))).StatusCode;
        }

        Assert.True(await browser.IsSignedInAsync());
        Assert.Equal(1, await Rows.OpenSessionsAsync(portal, person.Id));
        await Invariants.CheckAsync(portal, person.Id);
        await Invariants.CheckLogAsync(portal);
    }

    // Inserts rows until the file's free pages are used up as well.
    private static async Task FillUpAsync(Portal portal)
    {
        var full = false;
        while (!full)
        {
            try
            {
                var key = $"filler {Guid.NewGuid():N}";
                await Rows.ExecuteAsync(
                    portal, $"""INSERT INTO "AttemptCounters" ("Key", "Failures", "LockedUntil", "LastAttemptAt") VALUES ({key}, 0, 0, 0)""");
            }
            catch (Microsoft.Data.Sqlite.SqliteException exception) when (exception.SqliteErrorCode == 13)
            {
                full = true;
            }
        }
    }

    private static async Task SetReadOnlyAsync(Portal portal, string setting)
    {
        await using var database = new NpgsqlConnection(portal.PostgreSql);
        await database.OpenAsync();
        await using var command = new NpgsqlCommand(
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                SET default_transaction_read_only = off;
                ALTER DATABASE {database.Database} SET default_transaction_read_only = {setting};
                SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid();
                """),
            database);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Stops the database file from growing while <see cref="IsFull"/> is set.</summary>
    private sealed class Disk : DbConnectionInterceptor
    {
        public bool IsFull { get; set; }

        public override async Task ConnectionOpenedAsync(
            DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = IsFull ? "PRAGMA max_page_count = 1" : "PRAGMA max_page_count = 1000000";
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
