namespace SecurityPortal.Messaging.Delivery.Limits;

internal sealed class ConversionConfiguration : IEntityTypeConfiguration<Conversion>
{
    public void Configure(EntityTypeBuilder<Conversion> builder)
    {
        builder.Property(row => row.Channel).HasConversion(channel => channel.Id, id => new(id));
        builder.ToTable("Conversions").HasKey(row => new { row.Channel, row.Prefix, row.IsConfirmed, row.Period });
        builder.HasIndex(row => row.Period);
    }
}
