using Microsoft.AspNetCore.Identity;

namespace SecurityPortal.TwoFactor.SecurityKeys;

internal sealed class SecurityKeyConfiguration : IEntityTypeConfiguration<SecurityKey>
{
    public void Configure(EntityTypeBuilder<SecurityKey> builder)
    {
        builder.ToTable("SecurityKeys").HasKey(key => key.Id);
        builder.HasIndex(key => key.UserId);
        builder.HasIndex(key => key.CredentialId).IsUnique();
        builder.HasOne<IdentityUserPasskey<string>>().WithOne()
            .HasForeignKey<SecurityKey>(key => key.CredentialId).OnDelete(DeleteBehavior.Cascade);
    }
}
