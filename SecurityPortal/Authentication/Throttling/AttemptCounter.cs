using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SecurityPortal.Authentication.Throttling;

/// <summary>Failures in a row against one account or from one address.</summary>
internal sealed class AttemptCounter
{
    /// <summary>What is counted, such as <c>factor:&lt;user id&gt;</c>.</summary>
    public required string Key { get; init; }

    public int Failures { get; set; }

    public DateTimeOffset LockedUntil { get; set; }

    public DateTimeOffset LastAttemptAt { get; set; }
}

internal sealed class AttemptCounterConfiguration : IEntityTypeConfiguration<AttemptCounter>
{
    public void Configure(EntityTypeBuilder<AttemptCounter> builder)
    {
        builder.ToTable("AttemptCounters").HasKey(counter => counter.Key);
        builder.Property(counter => counter.Key).HasMaxLength(128);
        builder.HasIndex(counter => counter.LastAttemptAt);
    }
}
