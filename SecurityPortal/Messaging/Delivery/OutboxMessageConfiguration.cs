namespace SecurityPortal.Messaging.Delivery;

internal sealed class OutboxMessageConfiguration : IEntityTypeConfiguration<OutboxMessage>
{
    public void Configure(EntityTypeBuilder<OutboxMessage> builder)
    {
        builder.ToTable("Outbox").HasKey(message => message.Id);
        builder.HasIndex(message => new { message.State, message.NextAt });
        builder.HasIndex(message => message.Group);
        builder.HasIndex(message => message.ProviderId);
        builder.HasIndex(message => message.CreatedAt);
        builder.Property(message => message.Channel).HasConversion(channel => channel.Id, id => new(id));
    }
}
