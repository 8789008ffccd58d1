using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SecurityPortal.Platform.Database;
using SecurityPortal.Support.Cases;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Support;

/// <summary>Inserts very many cases directly, bypassing all services, and reads how SQLite plans to find some of them.</summary>
internal static class VolumeCases
{
    /// <summary>Adds open cases, all of them late; every second one is this agent's.</summary>
    public static async Task SeedAsync(Portal portal, IReadOnlyList<string> people, string agentId, int count)
    {
        var now = portal.Clock.GetUtcNow();
        await using var db = await portal.OpenDatabaseAsync();
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        foreach (var chunk in Enumerable.Range(0, count).Chunk(1000))
        {
            db.AddRange(chunk.Select(i => new SupportCase
            {
                Id = Guid.NewGuid(),
                Number = 1_000_000 + i,
                UserId = people[i % people.Count],
                OpenedBy = agentId,
                Ticket = $"T-{i}",
                Reason = "R",
                AssignedTo = i % 2 == 0 ? agentId : null,
                Priority = (CasePriority)(i % 4),
                CreatedAt = now.AddMinutes(-count + i),
                ChangedAt = now.AddSeconds(-i),
                DueAt = now.AddMinutes(-1 - (i * 7919 % count)),
            }));
            await db.SaveChangesAsync();
            db.ChangeTracker.Clear();
        }
    }

    /// <summary>Returns the steps of SQLite's plan for a query.</summary>
    public static async Task<IReadOnlyList<string>> PlanAsync(PortalDbContext db, IQueryable<SupportCase> query)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = (SqliteCommand)query.CreateDbCommand();
        command.CommandText = $"EXPLAIN QUERY PLAN {command.CommandText}";
        await using var reader = await command.ExecuteReaderAsync();
        List<string> steps = [];
        while (await reader.ReadAsync())
        {
            steps.Add(reader.GetString(3));
        }

        return steps;
    }

    /// <summary>Returns whether a step avoids a full table scan. The list of all cases may scan, since it needs every row.</summary>
    public static bool UsesIndex(string step, CaseFilter filter) =>
        !step.StartsWith("SCAN", StringComparison.Ordinal) || step.Contains("USING INDEX", StringComparison.Ordinal)
        || step.Contains("USING COVERING INDEX", StringComparison.Ordinal)
        || (filter == CaseFilter.All && step.StartsWith("SCAN s", StringComparison.Ordinal));
}
