namespace SecurityPortal.Messaging.Delivery.Webhooks;

internal sealed class ProviderCallbackConfiguration : IEntityTypeConfiguration<ProviderCallback>
{
    public const int MaxProviderId = 128;
    public const int MaxError = 64;

    public void Configure(EntityTypeBuilder<ProviderCallback> builder)
    {
        builder.ToTable("ProviderCallbacks").HasKey(callback => callback.Key);
        builder.Property(callback => callback.Key).HasMaxLength(192);
        builder.Property(callback => callback.ProviderId).HasMaxLength(MaxProviderId);
        builder.Property(callback => callback.Error).HasMaxLength(MaxError);
        builder.HasIndex(callback => new { callback.WorkedAt, callback.ReceivedAt });
    }
}
