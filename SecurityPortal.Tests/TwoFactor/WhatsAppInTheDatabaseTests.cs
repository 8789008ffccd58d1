using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor;

namespace SecurityPortal.Tests.TwoFactor;

/// <summary>R3 and R5 without the service: the database enforces the same rules on anybody who writes to it directly.</summary>
[OnBothDatabases]
public sealed class WhatsAppInTheDatabaseTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private const int ConstraintFailed = 19;
    private const string IntegrityViolation = "23";
    private readonly Portal _portal = shared.Portal;

    [Fact]
    public async Task R3_A_row_for_WhatsApp_without_one_for_text_messages_is_refused()
    {
        var person = await TestPerson.CreateAsync(_portal);

        await AssertRefusedAsync(Insert(person.Id, requires: "Sms", destination: "1234"));
    }

    [Fact]
    public async Task R3_A_row_for_WhatsApp_that_requires_nothing_is_refused()
    {
        var person = await WithSmsAsync();

        await AssertRefusedAsync(Insert(person.Id, requires: null, await DestinationAsync(person)));
    }

    [Fact]
    public async Task R3_A_row_for_WhatsApp_that_requires_another_method_is_refused()
    {
        var person = await WithSmsAsync();

        await AssertRefusedAsync(Insert(person.Id, requires: "BackupCodes", destination: ""));
        await AssertRefusedAsync(Insert(person.Id, requires: "WhatsApp", await DestinationAsync(person)));
    }

    [Fact]
    public async Task R5_A_row_for_WhatsApp_with_another_number_is_refused()
    {
        var person = await WithSmsAsync();
        var other = await WithSmsAsync();

        await AssertRefusedAsync(Insert(person.Id, requires: "Sms", await DestinationAsync(other)));
        await AssertRefusedAsync(Insert(person.Id, requires: "Sms", destination: ""));
    }

    [Fact]
    public async Task R3_Text_messages_of_another_person_do_not_count()
    {
        var (person, other) = (await TestPerson.CreateAsync(_portal), await WithSmsAsync());

        await AssertRefusedAsync(Insert(person.Id, requires: "Sms", await DestinationAsync(other)));
    }

    [Fact]
    public async Task A_row_for_WhatsApp_with_the_same_number_is_accepted()
    {
        var person = await WithSmsAsync();

        Assert.Equal(1, await ExecuteAsync(Insert(person.Id, requires: "Sms", await DestinationAsync(person))));
    }

    [Fact]
    public async Task R3_The_row_for_text_messages_cannot_go_while_WhatsApp_is_on()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.Sms, MethodIds.WhatsApp);

        await AssertRefusedAsync($"""DELETE FROM "MethodEnrolments" WHERE "UserId" = {person.Id} AND "Method" = 'Sms'""");
    }

    [Fact]
    public async Task R5_The_number_cannot_change_under_WhatsApp()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.Sms, MethodIds.WhatsApp);

        await AssertRefusedAsync(
            $"""UPDATE "MethodEnrolments" SET "Destination" = 'other' WHERE "UserId" = {person.Id} AND "Method" = 'Sms'""");
        await AssertRefusedAsync(
            $"""UPDATE "MethodEnrolments" SET "Destination" = 'other' WHERE "UserId" = {person.Id} AND "Method" = 'WhatsApp'""");
        await AssertRefusedAsync(
            $"""UPDATE "MethodEnrolments" SET "Requires" = NULL WHERE "UserId" = {person.Id} AND "Method" = 'WhatsApp'""");
    }

    private Task<TestPerson> WithSmsAsync() => TestPerson.WithAsync(_portal, MethodIds.Sms);

    private async Task<string> DestinationAsync(TestPerson person)
    {
        await using var db = await _portal.OpenDatabaseAsync();
        return await db.Set<MethodEnrolment>().Where(row => row.UserId == person.Id && row.Method == "Sms")
            .Select(row => row.Destination).SingleAsync();
    }

    private static FormattableString Insert(string userId, string? requires, string destination) =>
        $"""
        INSERT INTO "MethodEnrolments" ("UserId", "Method", "Requires", "Destination", "Since", "Count")
        VALUES ({userId}, 'WhatsApp', {requires}, {destination}, 0, 1)
        """;

    private Task<int> ExecuteAsync(FormattableString sql) => Rows.ExecuteAsync(_portal, sql);

    private async Task AssertRefusedAsync(FormattableString sql)
    {
        var refused = await Assert.ThrowsAnyAsync<DbException>(() => ExecuteAsync(sql));
        if (refused is SqliteException sqlite)
        {
            Assert.Equal(ConstraintFailed, sqlite.SqliteErrorCode);
        }
        else
        {
            Assert.StartsWith(IntegrityViolation, refused.SqlState, StringComparison.Ordinal);
        }
    }
}
