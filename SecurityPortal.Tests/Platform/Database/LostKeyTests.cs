using Microsoft.Extensions.DependencyInjection;
using SecurityPortal.Platform.Database;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Platform.Database;

/// <summary>
/// A database that has lost its keyed-hash key gets no new one while it holds anything made with the old one: a new key would
/// hide the loss, open nothing sealed with the old one, and seal a log that nobody can vouch for.
/// </summary>
[OnBothDatabases]
public sealed class LostKeyTests : IAsyncLifetime
{
    private readonly Portal _portal = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Theory]
    [InlineData("People", "ActivityLog", "ActivityLogHead")]
    [InlineData("AspNetUsers", "People", "ActivityLogHead")]
    [InlineData("AspNetUsers", "People", "ActivityLog")]
    public async Task Anything_that_is_left_shows_that_it_is_no_new_database(params string[] emptied)
    {
        await (await _portal.Browser().TypePasswordAsync("alice")).IsSignedInAsync();
        await Rows.ExecuteAsync(_portal, $"""DELETE FROM "SealedKeys" """);
        foreach (var table in emptied)
        {
            await EmptyAsync(_portal, table);
        }

        var refusal = Assert.Throws<InvalidOperationException>(() => Fresh(_portal).Load([.. _portal.Services.GetServices<IKeyCreatedHandler>()]));

        Assert.Contains("'keyed-hash' of the table SealedKeys is missing", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(0, await Rows.NumberAsync(_portal, """SELECT count(*) AS "Value" FROM "SealedKeys" WHERE "Name" = 'keyed-hash'"""));
    }

    [Fact]
    public async Task A_start_and_a_verb_refuse_as_well()
    {
        _ = _portal.Services;
        await Rows.ExecuteAsync(_portal, $"""DELETE FROM "SealedKeys" """);
        await Rows.ExecuteAsync(_portal, $"""DELETE FROM "People" """);

        Assert.Throws<InvalidOperationException>(_portal.Services.LoadKey);
    }

    [Fact]
    public async Task A_new_database_gets_one()
    {
        await using var portal = new Portal { IsEmpty = true };

        _ = portal.Services;

        Assert.Equal(1, await Rows.NumberAsync(portal, """SELECT count(*) AS "Value" FROM "SealedKeys" WHERE "Name" = 'keyed-hash'"""));
    }

    [Fact]
    public async Task So_does_one_with_the_accounts_of_another_application_that_the_portal_has_just_come_into()
    {
        await using var portal = new Portal { IsEmpty = true };
        await using var stock = await StockApplication.CreateAsync(portal);
        await stock.AddAsync("ann");
        await stock.MakeTablesAsync();

        Assert.True(await (await portal.Browser().TypePasswordAsync("ann")).IsSignedInAsync());

        await Rows.ExecuteAsync(portal, $"""DELETE FROM "SealedKeys" """);
        Assert.Throws<InvalidOperationException>(portal.Services.LoadKey);
    }

    private static KeyedHash Fresh(Portal portal) => ActivatorUtilities.CreateInstance<KeyedHash>(portal.Services);

    private static Task<int> EmptyAsync(Portal portal, string table) => table switch
    {
        "People" => Rows.ExecuteAsync(portal, $"""DELETE FROM "People" """),
        "AspNetUsers" => Rows.ExecuteAsync(portal, $"""DELETE FROM "AspNetUsers" """),
        "ActivityLog" => Rows.ExecuteAsync(portal, $"""DELETE FROM "ActivityLog" """),
        _ => Rows.ExecuteAsync(portal, $"""UPDATE "ActivityLogHead" SET "Sequence" = 0, "CutSequence" = 0, "Seal" = {Array.Empty<byte>()}"""),
    };
}
