namespace SecurityPortal.TwoFactor;

internal sealed class PendingEnrolmentConfiguration : IEntityTypeConfiguration<PendingEnrolment>
{
    public void Configure(EntityTypeBuilder<PendingEnrolment> builder)
    {
        builder.ToTable("PendingEnrolments").HasKey(row => new { row.UserId, row.Method });
        builder.HasIndex(row => row.Id).IsUnique();
        builder.HasIndex(row => row.ExpiresAt);
        builder.Ignore(row => row.TokenPurpose);
        builder.HasOne<PortalUser>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
