namespace SecurityPortal.Platform.Database.FromIdentity;

internal sealed class IdentityImportConfiguration : IEntityTypeConfiguration<IdentityImport>
{
    public void Configure(EntityTypeBuilder<IdentityImport> builder)
    {
        builder.ToTable("IdentityImports").HasKey(import => import.Id);
        builder.Property(import => import.Id).ValueGeneratedNever();
    }
}
