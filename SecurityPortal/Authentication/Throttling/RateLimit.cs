using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SecurityPortal.Authentication.Throttling;

/// <summary>How often something was done under one key in one period.</summary>
internal sealed class RateLimit
{
    /// <summary>What is counted for whom, such as <c>passkey-asked:&lt;network&gt;</c>.</summary>
    public required string Key { get; init; }

    /// <summary>The period, as its beginning.</summary>
    public required DateTimeOffset Period { get; init; }

    public int Count { get; set; }
}

internal sealed class RateLimitConfiguration : IEntityTypeConfiguration<RateLimit>
{
    public void Configure(EntityTypeBuilder<RateLimit> builder)
    {
        builder.ToTable("RateLimits").HasKey(limit => new { limit.Key, limit.Period });
        builder.Property(limit => limit.Key).HasMaxLength(128);
        builder.HasIndex(limit => limit.Period);
    }
}
