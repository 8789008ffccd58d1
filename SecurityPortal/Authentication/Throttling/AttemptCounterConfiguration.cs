namespace SecurityPortal.Authentication.Throttling;

internal sealed class AttemptCounterConfiguration : IEntityTypeConfiguration<AttemptCounter>
{
    public void Configure(EntityTypeBuilder<AttemptCounter> builder)
    {
        builder.ToTable("AttemptCounters").HasKey(counter => counter.Key);
        builder.HasIndex(counter => counter.LastAttemptAt);
    }
}
