namespace SecurityPortal.Messaging.Delivery.Webhooks;

internal sealed class ProviderCallbackConfiguration : IEntityTypeConfiguration<ProviderCallback>
{
    public const int MaxProviderId = 128;

    public void Configure(EntityTypeBuilder<ProviderCallback> builder)
    {
        builder.ToTable("ProviderCallbacks").HasKey(callback => callback.Key);
        builder.HasIndex(callback => new { callback.WorkedAt, callback.ReceivedAt });
    }
}
