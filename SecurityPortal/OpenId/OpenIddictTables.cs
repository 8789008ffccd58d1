using OpenIddict.EntityFrameworkCore.Models;

namespace SecurityPortal.OpenId;

/// <summary>Names OpenIddict's tables our way: an application whose database the portal shares may have OpenIddict of its own.</summary>
internal sealed class OpenIddictTables :
    IEntityTypeConfiguration<OpenIddictEntityFrameworkCoreApplication>, IEntityTypeConfiguration<OpenIddictEntityFrameworkCoreAuthorization>,
    IEntityTypeConfiguration<OpenIddictEntityFrameworkCoreScope>, IEntityTypeConfiguration<OpenIddictEntityFrameworkCoreToken>
{
    public void Configure(EntityTypeBuilder<OpenIddictEntityFrameworkCoreApplication> builder) => builder.ToTable("OpenIdClients");

    public void Configure(EntityTypeBuilder<OpenIddictEntityFrameworkCoreAuthorization> builder) => builder.ToTable("OpenIdAuthorizations");

    public void Configure(EntityTypeBuilder<OpenIddictEntityFrameworkCoreScope> builder) => builder.ToTable("OpenIdScopes");

    public void Configure(EntityTypeBuilder<OpenIddictEntityFrameworkCoreToken> builder) => builder.ToTable("OpenIdTokens");
}
