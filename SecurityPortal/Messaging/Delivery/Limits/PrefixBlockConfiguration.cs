namespace SecurityPortal.Messaging.Delivery.Limits;

internal sealed class PrefixBlockConfiguration : IEntityTypeConfiguration<PrefixBlock>
{
    public void Configure(EntityTypeBuilder<PrefixBlock> builder)
    {
        builder.ToTable("PrefixBlocks").HasKey(stop => stop.Id);
        builder.Property(stop => stop.Channel).HasConversion(channel => channel.Id, id => new(id));
        builder.HasIndex(stop => stop.Holding).IsUnique();
    }
}
