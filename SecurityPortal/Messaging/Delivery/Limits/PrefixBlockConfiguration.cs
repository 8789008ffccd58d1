namespace SecurityPortal.Messaging.Delivery.Limits;

internal sealed class PrefixBlockConfiguration : IEntityTypeConfiguration<PrefixBlock>
{
    public void Configure(EntityTypeBuilder<PrefixBlock> builder)
    {
        builder.ToTable("PrefixBlocks").HasKey(stop => stop.Id);
        builder.Property(stop => stop.Channel).HasConversion(channel => channel.Id, id => new(id)).HasMaxLength(16);
        builder.Property(stop => stop.Prefix).HasMaxLength(16);
        builder.Property(stop => stop.Holding).HasMaxLength(48);
        builder.Property(stop => stop.Reason).HasMaxLength(256);
        builder.HasIndex(stop => stop.Holding).IsUnique();
    }
}
