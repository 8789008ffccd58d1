namespace SecurityPortal.TwoFactor.BackupCodes;

internal sealed class BackupCodeSetConfiguration : IEntityTypeConfiguration<BackupCodeSet>
{
    public void Configure(EntityTypeBuilder<BackupCodeSet> builder)
    {
        builder.ToTable("BackupCodes").HasKey(set => set.UserId);
        builder.HasOne<PortalUser>().WithMany().HasForeignKey(set => set.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
