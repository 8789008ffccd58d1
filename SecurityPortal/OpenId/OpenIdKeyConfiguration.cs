namespace SecurityPortal.OpenId;

internal sealed class OpenIdKeyConfiguration : IEntityTypeConfiguration<OpenIdKey>
{
    public void Configure(EntityTypeBuilder<OpenIdKey> builder)
    {
        builder.ToTable("OpenIdKeys").HasKey(key => key.Id);
    }
}
