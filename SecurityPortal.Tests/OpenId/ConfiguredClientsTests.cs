using Microsoft.EntityFrameworkCore;
using SecurityPortal.Audit;
using SecurityPortal.OpenId;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.OpenId;

/// <summary>All nodes write the configured clients when they start (rule O9). SQLite serves one node only.</summary>
public sealed class ConfiguredClientsTests
{
    [Fact]
    public async Task Nodes_that_start_at_once_with_new_and_changed_clients_all_start()
    {
        await using var portal = new Portal { HasPostgreSql = true };
        var store = portal.Get<ClientStore>();
        for (var round = 0; round < 4; round++)
        {
            var clients = Clients($"Round {round}");

            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => store.ConfigureAsync(clients))));

            Assert.All(await store.ListAsync(), client => Assert.Equal($"Round {round}", client.Name));
        }

        await using var db = await portal.OpenDatabaseAsync();
        var entries = await db.Set<AuditLogEntry>().Where(entry => entry.Event == AuditEvents.ClientChanged)
            .Select(entry => entry.Detail).ToListAsync();
        Assert.Equal(3, entries.Count(entry => entry.StartsWith("added news", StringComparison.Ordinal)));
        Assert.Equal(9, entries.Count(entry => entry.StartsWith("changed news", StringComparison.Ordinal)));
    }

    private static ClientDefinition[] Clients(string name) =>
    [
        .. Enumerable.Range(0, 3).Select(number => new ClientDefinition($"news{number}", name)
        {
            Secret = new('s', 40),
            RedirectUris = ["https://news.example/back"],
        }),
    ];
}
