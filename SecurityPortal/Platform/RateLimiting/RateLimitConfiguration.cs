namespace SecurityPortal.Platform.RateLimiting;

internal sealed class RateLimitConfiguration : IEntityTypeConfiguration<RateLimit>
{
    public void Configure(EntityTypeBuilder<RateLimit> builder)
    {
        builder.ToTable("RateLimits").HasKey(limit => new { limit.Key, limit.Period });
        builder.HasIndex(limit => limit.ExpiresAt);
    }
}
