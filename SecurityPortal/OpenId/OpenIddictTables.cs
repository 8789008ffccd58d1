using OpenIddict.EntityFrameworkCore.Models;

namespace SecurityPortal.OpenId;

/// <summary>
/// Gives OpenIddict's tables names of our own: an application that shares the portal's database may use OpenIddict itself.
/// </summary>
internal sealed class OpenIddictTables :
    IEntityTypeConfiguration<OpenIddictEntityFrameworkCoreApplication>, IEntityTypeConfiguration<OpenIddictEntityFrameworkCoreAuthorization>,
    IEntityTypeConfiguration<OpenIddictEntityFrameworkCoreScope>, IEntityTypeConfiguration<OpenIddictEntityFrameworkCoreToken>
{
    public void Configure(EntityTypeBuilder<OpenIddictEntityFrameworkCoreApplication> builder) => builder.ToTable("OpenIdClients");

    public void Configure(EntityTypeBuilder<OpenIddictEntityFrameworkCoreAuthorization> builder) => builder.ToTable("OpenIdAuthorizations");

    public void Configure(EntityTypeBuilder<OpenIddictEntityFrameworkCoreScope> builder) => builder.ToTable("OpenIdScopes");

    public void Configure(EntityTypeBuilder<OpenIddictEntityFrameworkCoreToken> builder) => builder.ToTable("OpenIdTokens");
}
