using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SecurityPortal.Data;

namespace SecurityPortal.Support;

/// <summary>How often an agent did something in one hour.</summary>
internal sealed class AgentTally
{
    public required string AgentId { get; init; }

    /// <summary>What is counted.</summary>
    public required string Kind { get; init; }

    /// <summary>The beginning of the hour.</summary>
    public required DateTimeOffset Hour { get; init; }

    public int Count { get; set; }
}

internal sealed class AgentTallyConfiguration : IEntityTypeConfiguration<AgentTally>
{
    public void Configure(EntityTypeBuilder<AgentTally> builder)
    {
        builder.ToTable("AgentTallies").HasKey(tally => new { tally.AgentId, tally.Kind, tally.Hour });
        builder.Property(tally => tally.Kind).HasMaxLength(16);
        builder.HasIndex(tally => tally.Hour);
        builder.HasOne<PortalUser>().WithMany().HasForeignKey(tally => tally.AgentId).OnDelete(DeleteBehavior.Cascade);
    }
}

/// <summary>Caps what one agent may do in an hour, by one conditional update each.</summary>
internal sealed class AgentTallies(TimeProvider clock)
{
    public const string Searches = "searches";
    public const string People = "people";
    public const string Actions = "actions";

    /// <summary>Counts one; false when that would be one too many.</summary>
    public async Task<bool> TryCountAsync(
        PortalDbContext db, string agentId, string kind, int max, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var hour = new DateTimeOffset(now.Year, now.Month, now.Day, now.Hour, 0, 0, TimeSpan.Zero);
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "AgentTallies" ("AgentId", "Kind", "Hour", "Count")
            VALUES ({agentId}, {kind}, {hour.ToUnixTimeMilliseconds()}, 0) ON CONFLICT DO NOTHING
            """,
            cancellationToken);
        return await db.Set<AgentTally>()
            .Where(tally => tally.AgentId == agentId && tally.Kind == kind && tally.Hour == hour && tally.Count < max)
            .ExecuteUpdateAsync(set => set.SetProperty(tally => tally.Count, tally => tally.Count + 1), cancellationToken) == 1;
    }
}
