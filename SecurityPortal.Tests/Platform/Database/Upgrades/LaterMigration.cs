using Microsoft.EntityFrameworkCore.Migrations;

namespace SecurityPortal.Tests.Platform.Database.Upgrades;

/// <summary>
/// A migration of the kind a later version may have: tables, nullable columns, an index, and updates of existing rows.
/// </summary>
[Migration(Id)]
internal sealed class LaterMigration : Migration
{
    public const string Id = "99990101000000_Later";

    /// <summary>The tables that get another column.</summary>
    public static readonly string[] Tables =
        ["AspNetUsers", "People", "Sessions", "MethodEnrolments", "ActivityLog", "SupportCases", "OpenIdClients", "OpenIdTokens", "ApplicationSessions"];

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        foreach (var table in Tables)
        {
            migrationBuilder.AddColumn<string>("AddedLater", table, "text", nullable: true);
        }

        migrationBuilder.CreateTable(
            "AddedLater",
            columns => new { UserId = columns.Column<string>("text"), Since = columns.Column<long>("bigint") },
            constraints: table => table.PrimaryKey("PK_AddedLater", row => row.UserId));
        migrationBuilder.CreateIndex("IX_AddedLater_Since", "AddedLater", "Since");
        migrationBuilder.Sql("""INSERT INTO "AddedLater" ("UserId", "Since") SELECT "Id", 1 FROM "AspNetUsers" """);
        migrationBuilder.Sql("""UPDATE "People" SET "AddedLater" = "UserId" """);
    }
}
