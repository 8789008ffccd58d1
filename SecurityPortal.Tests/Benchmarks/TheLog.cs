using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using SecurityPortal.Audit;
using SecurityPortal.Platform.Database;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Benchmarks;

/// <summary>How fast the log takes entries, and how long verifying a long one takes.</summary>
public sealed class TheLog
{
    private const int Writers = 8;
    private const int Entries = 1_000_000;
    private const int Batch = 5_000;
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(20);

    [OnDemand]
    public async Task Entries_a_second_by_eight_writers_with_the_chain_intact()
    {
        await using var portal = new Portal();
        var id = await portal.UserIdAsync("alice");
        await AppendAsync(portal, id, TimeSpan.FromSeconds(5));

        var (count, seconds) = await AppendAsync(portal, id, Time);

        Assert.IsType<LogCheck.Intact>(await portal.Get<AuditLogVerifier>().VerifyAsync());
        var figures = new Figures("Entries appended by 8 writers, each in a transaction of its own", "writers", "entries", "a second");
        figures.Add(Writers, count, $"{count / seconds:F0}");
        figures.Print($"{typeof(TheLog).FullName}.{nameof(Entries_a_second_by_eight_writers_with_the_chain_intact)}");
    }

    [OnDemand]
    public async Task Time_to_verify_a_million_entries()
    {
        await using var portal = new Portal();
        await FillAsync(portal, await portal.UserIdAsync("alice"));
        var figures = new Figures("Verifying the whole log", "entries", "seconds");

        var clock = Stopwatch.StartNew();
        var check = await portal.Get<AuditLogVerifier>().VerifyAsync();
        clock.Stop();

        Assert.True(Assert.IsType<LogCheck.Intact>(check).Last >= Entries);
        figures.Add(Entries, $"{clock.Elapsed.TotalSeconds:F1}");
        figures.Print($"{typeof(TheLog).FullName}.{nameof(Time_to_verify_a_million_entries)}");
    }

    private static async Task<(int Count, double Seconds)> AppendAsync(Portal portal, string id, TimeSpan time)
    {
        var log = portal.Get<AuditLogWriter>();
        var count = 0;
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(async () =>
        {
            while (clock.Elapsed < time)
            {
                await log.AppendAsync(new(id, AuditEvents.SignedIn, "Password"));
                Interlocked.Increment(ref count);
            }
        })));
        return (count, clock.Elapsed.TotalSeconds);
    }

    // Chains entries as the writer does, but in large transactions.
    private static async Task FillAsync(Portal portal, string id)
    {
        var (chain, factory) = (portal.Get<AuditLogChain>(), portal.Get<IDbContextFactory<PortalDbContext>>());
        for (var done = 0; done < Entries; done += Batch)
        {
            await using var db = await factory.CreateDbContextAsync();
            await using var transaction = await db.Database.BeginTransactionAsync();
            var head = await db.Set<AuditLogHead>().AsNoTracking().SingleAsync();
            for (var i = 0; i < Batch; i++)
            {
                var entry = new AuditLogEntry
                {
                    Sequence = ++head.Sequence,
                    At = portal.Clock.GetUtcNow(),
                    UserId = id,
                    Actor = "self",
                    Event = AuditEvents.SignedIn,
                    Detail = "Password",
                    Address = "192.0.2.1",
                    UserAgent = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0",
                    Hash = [],
                };
                entry.Hash = chain.Of(head.Hash, entry);
                head.Hash = entry.Hash;
                db.Add(entry);
            }

            await db.SaveChangesAsync();
            var sequence = head.Sequence;
            await db.Set<AuditLogHead>().ExecuteUpdateAsync(set => set.SetProperty(row => row.Sequence, sequence));
            await AuditLogWriter.WriteHeadAsync(db, head, chain.Seal(head), CancellationToken.None);
            await transaction.CommitAsync();
        }
    }
}
