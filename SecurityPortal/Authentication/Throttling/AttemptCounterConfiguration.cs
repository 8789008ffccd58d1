namespace SecurityPortal.Authentication.Throttling;

internal sealed class AttemptCounterConfiguration : IEntityTypeConfiguration<AttemptCounter>
{
    public void Configure(EntityTypeBuilder<AttemptCounter> builder)
    {
        builder.ToTable("AttemptCounters").HasKey(counter => counter.Key);
        builder.Property(counter => counter.Key).HasMaxLength(128);
        builder.HasIndex(counter => counter.LastAttemptAt);
    }
}
