using Microsoft.EntityFrameworkCore.Migrations;

namespace SecurityPortal.Tests.Platform.Database.Upgrades;

/// <summary>
/// A migration as a later version may bring it: tables, columns that may be empty, an index, and work on rows that are there.
/// </summary>
[Migration(Id)]
internal sealed class LaterMigration : Migration
{
    public const string Id = "99990101000000_Later";

    /// <summary>What gets another column.</summary>
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
