using Microsoft.EntityFrameworkCore;
using SecurityPortal.Audit;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Platform.Database.Upgrades;

/// <summary>
/// A node keeps serving while the next version changes the database, as long as the change only adds tables and nullable
/// columns.
/// </summary>
[OnBothDatabases]
public sealed class RollingUpgradeTests : IAsyncDisposable
{
    private readonly Portal _portal = new();

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task People_stay_signed_in_sign_in_and_change_methods_at_a_node_of_the_version_before()
    {
        var person = await (await TestPerson.WithAsync(_portal, MethodIds.App)).SignInAsync(MethodIds.App);
        await using (var db = await _portal.OpenDatabaseAsync())
        {
            foreach (var table in new[] { "AspNetUsers", "People", "Sessions", "MethodEnrolments", "ActivityLog" })
            {
#pragma warning disable EF1002 // The names are those above.
                await db.Database.ExecuteSqlRawAsync($"""ALTER TABLE "{table}" ADD COLUMN "AddedLater" text NULL""");
#pragma warning restore EF1002
            }

            await db.Database.ExecuteSqlRawAsync("""CREATE TABLE "AddedLater" ("Id" integer PRIMARY KEY)""");
            await db.Database.ExecuteSqlRawAsync(
                """INSERT INTO "PortalMigrations" ("MigrationId", "ProductVersion") VALUES ('99990101000000_Later', '99')""");
        }

        Assert.True(await person.Browser().IsSignedInAsync());
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);
        await browser.SubmitAsync(("code", person.NextAppCode()));
        Assert.True(await browser.IsSignedInAsync());
        await person.HasAsync(MethodIds.Sms);
        Assert.Contains(MethodIds.Sms, await person.OnAsync());
        Assert.IsType<LogCheck.Intact>(await _portal.Get<AuditLogVerifier>().VerifyAsync());
    }
}
