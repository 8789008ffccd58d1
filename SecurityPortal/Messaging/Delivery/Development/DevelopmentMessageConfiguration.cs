namespace SecurityPortal.Messaging.Delivery.Development;

internal sealed class DevelopmentMessageConfiguration : IEntityTypeConfiguration<DevelopmentMessage>
{
    public void Configure(EntityTypeBuilder<DevelopmentMessage> builder)
    {
        builder.ToTable("DevelopmentMessages").HasKey(message => message.Id);
        builder.HasIndex(message => message.At);
    }
}
