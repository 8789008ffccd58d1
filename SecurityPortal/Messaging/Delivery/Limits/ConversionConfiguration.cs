namespace SecurityPortal.Messaging.Delivery.Limits;

internal sealed class ConversionConfiguration : IEntityTypeConfiguration<Conversion>
{
    public void Configure(EntityTypeBuilder<Conversion> builder)
    {
        builder.Property(row => row.Channel).HasConversion(channel => channel.Id, id => new(id)).HasMaxLength(16);
        builder.ToTable("Conversions").HasKey(row => new { row.Channel, row.Prefix, row.IsConfirmed, row.Period });
        builder.Property(row => row.Prefix).HasMaxLength(16);
        builder.Property(row => row.Region).HasMaxLength(8);
        builder.HasIndex(row => row.Period);
    }
}
