namespace SecurityPortal.Accounts.Email;

internal sealed class AccountLinkConfiguration : IEntityTypeConfiguration<AccountLink>
{
    public void Configure(EntityTypeBuilder<AccountLink> builder)
    {
        builder.ToTable("AccountLinks").HasKey(link => link.Id);
        builder.HasIndex(link => link.TokenHash).IsUnique();
        builder.HasIndex(link => link.ExpiresAt);
        builder.HasOne<PortalUser>().WithMany().HasForeignKey(link => link.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
