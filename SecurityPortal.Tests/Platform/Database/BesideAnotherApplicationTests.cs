using Microsoft.EntityFrameworkCore;
using SecurityPortal.Platform.Database;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Platform.Database;

/// <summary>The portal creates its tables in another application's database, or creates none and says why.</summary>
[OnBothDatabases]
public sealed class BesideAnotherApplicationTests : IAsyncLifetime
{
    private readonly Portal _portal = new() { IsEmpty = true };
    private StockApplication _stock = default!;

    public async ValueTask InitializeAsync() => _stock = await StockApplication.CreateAsync(_portal);

    public async ValueTask DisposeAsync()
    {
        await _stock.DisposeAsync();
        await _portal.DisposeAsync();
    }

    [Fact]
    public async Task Both_go_on_with_the_same_accounts()
    {
        await _stock.ExecuteAsync("""CREATE TABLE "__EFMigrationsHistory" ("MigrationId" text PRIMARY KEY, "ProductVersion" text)""");
        await _stock.ExecuteAsync("""INSERT INTO "__EFMigrationsHistory" VALUES ('00000000000000_CreateIdentitySchema', '9.0.0')""");
        await _stock.AddAsync("ann");

        await _stock.MakeTablesAsync();
        await _stock.AddAsync("bob");

        Assert.True(await (await _portal.Browser().TypePasswordAsync("ann")).IsSignedInAsync());
        Assert.True(await (await _portal.Browser().TypePasswordAsync("bob")).IsSignedInAsync());
        Assert.NotNull(await _stock.Users.FindByNameAsync("ann@example.com"));
        await using var db = _portal.OpenBeforeStart();
        Assert.Equal(db.Database.GetMigrations(), await db.Database.GetAppliedMigrationsAsync());
    }

    [Fact]
    public async Task On_PostgreSQL_the_names_of_accounts_are_in_the_order_that_the_portals_own_are_in()
    {
        await using var portal = new Portal { HasPostgreSql = true, IsEmpty = true };
        await using var stock = await StockApplication.CreateAsync(portal);
        Assert.InRange(await OtherwiseOrderedAsync(portal), 1, int.MaxValue);

        await stock.MakeTablesAsync();

        Assert.Equal(0, await OtherwiseOrderedAsync(portal));
    }

    [Fact]
    public async Task A_mere_migrate_does_not_touch_it_and_names_the_way()
    {
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(
            () => Task.Run(() => _portal.Services));

        Assert.Contains("SecurityPortal migrate --from-identity", refusal.Message, StringComparison.Ordinal);
        Assert.False(await HasTableAsync("Sessions"));
    }

    [Theory]
    [InlineData("""CREATE TABLE "Sessions" ("Id" text)""", "Its table 'Sessions'")]
    [InlineData("""ALTER TABLE "AspNetUsers" ADD COLUMN "Team" text NOT NULL DEFAULT 'none'""", null)]
    [InlineData("""ALTER TABLE "AspNetUsers" RENAME COLUMN "SecurityStamp" TO "Stamp" """, "'AspNetUsers' has no column 'SecurityStamp'.")]
    [InlineData("""DROP TABLE "AspNetUserPasskeys" """, null)]
    [InlineData("""DROP TABLE "AspNetUserPasskeys"; DROP TABLE "AspNetUserTokens"; DROP TABLE "AspNetUserRoles"; DROP TABLE "AspNetUserLogins"; DROP TABLE "AspNetUserClaims"; DROP TABLE "AspNetUsers" """, "It has no table 'AspNetUsers'")]
    [InlineData("""INSERT INTO "AspNetUsers" ("Id", "NormalizedEmail", "EmailConfirmed", "PhoneNumberConfirmed", "TwoFactorEnabled", "LockoutEnabled", "AccessFailedCount") SELECT a, 'A@EXAMPLE.COM', b, b, b, b, 0 FROM (SELECT '1' AS a, 1 = 0 AS b UNION SELECT '2', 1 = 0) AS two""", "1 email addresses are used by more than one account")]
    public async Task What_stands_in_the_way_is_told_and_nothing_is_changed(string change, string? reason)
    {
        await _stock.ExecuteAsync(change);

        var refusal = await Record.ExceptionAsync(_stock.MakeTablesAsync);

        if (reason is null)
        {
            Assert.Null(refusal);
            Assert.True(await HasTableAsync("MethodEnrolments"));
            return;
        }

        Assert.Contains(reason, Assert.IsType<InvalidOperationException>(refusal).Message, StringComparison.Ordinal);
        Assert.False(await HasTableAsync("MethodEnrolments"));
    }

    [Fact]
    public async Task Columns_in_snake_case_are_listed_as_missing()
    {
        foreach (var (column, snake) in new[] { ("NormalizedEmail", "normalized_email"), ("UserName", "user_name"), ("SecurityStamp", "security_stamp") })
        {
            await _stock.ExecuteAsync($"ALTER TABLE \"AspNetUsers\" RENAME COLUMN \"{column}\" TO {snake}");
        }

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(_stock.MakeTablesAsync);

        Assert.Contains("'AspNetUsers' has no column 'NormalizedEmail'.", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("'AspNetUsers' has no column 'UserName'.", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("'AspNetUsers' has no column 'SecurityStamp'.", refusal.Message, StringComparison.Ordinal);
        Assert.EndsWith("Nothing was changed.", refusal.Message, StringComparison.Ordinal);
        Assert.False(await HasTableAsync("MethodEnrolments"));
    }

    [Theory]
    [InlineData("VIEW")]
    [InlineData("MATERIALIZED VIEW")]
    public async Task On_PostgreSQL_views_that_read_accounts_are_named_and_nothing_is_changed(string view)
    {
        await using var portal = new Portal { HasPostgreSql = true, IsEmpty = true };
        await using var stock = await StockApplication.CreateAsync(portal);
        await stock.ExecuteAsync($"""CREATE {view} active_people AS SELECT "Id", "UserName" FROM "AspNetUsers" """);
        await stock.ExecuteAsync("""CREATE VIEW locked_people AS SELECT count(*) FROM "AspNetUsers" WHERE "LockoutEnd" > now()""");
        var before = await OtherwiseOrderedAsync(portal);

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(stock.MakeTablesAsync);

        Assert.Contains("The view 'active_people' reads 'AspNetUsers', and PostgreSQL changes no column that a view reads (Id, UserName).", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("locked_people", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, await OtherwiseOrderedAsync(portal));
        await stock.ExecuteAsync($"DROP {view} active_people");
        await stock.MakeTablesAsync();
        Assert.Equal(0, await OtherwiseOrderedAsync(portal));
    }

    [Fact]
    public async Task On_PostgreSQL_whatever_else_it_refuses_is_a_sentence_and_nothing_is_changed()
    {
        await using var portal = new Portal { HasPostgreSql = true, IsEmpty = true };
        await using var stock = await StockApplication.CreateAsync(portal);
        await stock.ExecuteAsync("""CREATE POLICY own ON "AspNetUsers" USING ("UserName" = current_user)""");
        var before = await OtherwiseOrderedAsync(portal);

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(stock.MakeTablesAsync);

        Assert.Contains("The database says: cannot alter type of a column used in a policy definition", refusal.Message, StringComparison.Ordinal);
        Assert.EndsWith("Nothing was changed.", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, await OtherwiseOrderedAsync(portal));
    }

    [Theory]
    [InlineData("CREATE TABLE people (id INTEGER PRIMARY KEY)", "Its table 'people' has the same name as one of the portal's tables")]
    [InlineData("CREATE VIEW sessions AS SELECT 1 AS id", "Its table 'sessions' has the same name as one of the portal's tables")]
    public async Task On_SQLite_a_name_in_other_letters_is_the_same_name(string table, string reason)
    {
        await using var portal = new Portal { HasPostgreSql = false, IsEmpty = true };
        await using var stock = await StockApplication.CreateAsync(portal);
        await stock.ExecuteAsync(table);

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(stock.MakeTablesAsync);

        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_PostgreSQL_it_is_another_one()
    {
        await using var portal = new Portal { HasPostgreSql = true, IsEmpty = true };
        await using var stock = await StockApplication.CreateAsync(portal);
        await stock.ExecuteAsync("CREATE TABLE people (id int)");

        await stock.MakeTablesAsync();
    }

    [Fact]
    public async Task Accounts_without_an_address_share_none()
    {
        await _stock.AddAsync("one", user => (user.UserName, user.Email) = ("badge-43", ""));
        await _stock.AddAsync("two", user => (user.UserName, user.Email) = ("badge-44", ""));

        await _stock.MakeTablesAsync();
    }

    [Fact]
    public async Task Addresses_and_names_that_differ_in_capitals_alone_are_told_with_them()
    {
        await _stock.AddAsync("ann");
        await _stock.AddAsync("twin");
        await _stock.ExecuteAsync("""UPDATE "AspNetUsers" SET "UserName" = 'Ann@Example.com', "Email" = 'ANN@example.com', "NormalizedEmail" = 'ann-2' WHERE "UserName" = 'twin@example.com' """);

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(_stock.MakeTablesAsync);

        Assert.Contains("1 email addresses are used by more than one account each: give every account its own, or none. They are ANN@EXAMPLE.COM.", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("1 user names are used by more than one account each, ignoring case: give every account its own. They are ANN@EXAMPLE.COM.", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_column_that_must_have_a_value_is_named()
    {
        if (_portal.HasPostgreSql)
        {
            await _stock.ExecuteAsync("""ALTER TABLE "AspNetUsers" ADD COLUMN "Team" text NOT NULL""");
        }
        else
        {
            // SQLite cannot add such a column to a table, but can create a table with one.
            await _stock.ExecuteAsync("""DROP TABLE "AspNetRoleClaims"; CREATE TABLE "AspNetRoleClaims" ("Id" INTEGER PRIMARY KEY, "RoleId" TEXT NOT NULL, "ClaimType" TEXT, "ClaimValue" TEXT, "Team" TEXT NOT NULL)""");
        }

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(_stock.MakeTablesAsync);

        Assert.Contains(".Team' needs a value in each row", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Accounts_whose_ids_are_numbers_are_refused()
    {
        await _stock.ExecuteAsync("""DROP TABLE "AspNetUserPasskeys" """);
        await _stock.ExecuteAsync("""CREATE TABLE "AspNetUserPasskeys" ("CredentialId" text, "UserId" INTEGER, "Data" text)""");

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(_stock.MakeTablesAsync);

        Assert.Contains("'AspNetUserPasskeys.UserId' is integer, and must be text.", refusal.Message, StringComparison.OrdinalIgnoreCase);
    }

    private static async Task<int> OtherwiseOrderedAsync(Portal portal)
    {
        await using var db = portal.OpenBeforeStart();
        return await db.Database.SqlQuery<int>(
            $"""
            SELECT count(*)::int AS "Value" FROM information_schema.columns
            WHERE table_schema = 'public' AND data_type IN ('text', 'character varying') AND collation_name IS DISTINCT FROM 'C'
              AND table_name <> {PortalMigrations.History}
            """).SingleAsync();
    }

    private async Task<bool> HasTableAsync(string name)
    {
        await using var db = _portal.OpenBeforeStart();
        return _portal.HasPostgreSql
            ? await db.Database.SqlQuery<bool>($"""SELECT to_regclass({$"\"{name}\""}) IS NOT NULL AS "Value" """).SingleAsync()
            : await db.Database.SqlQuery<bool>($"""SELECT count(*) > 0 AS "Value" FROM sqlite_master WHERE name = {name}""").SingleAsync();
    }
}
