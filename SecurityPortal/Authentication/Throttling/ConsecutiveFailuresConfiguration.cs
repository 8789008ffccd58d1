namespace SecurityPortal.Authentication.Throttling;

internal sealed class ConsecutiveFailuresConfiguration : IEntityTypeConfiguration<ConsecutiveFailures>
{
    public void Configure(EntityTypeBuilder<ConsecutiveFailures> builder)
    {
        builder.ToTable("ConsecutiveFailures").HasKey(row => new { row.UserId, row.Kind, row.Authenticator });
        builder.Property(row => row.Kind).HasMaxLength(64);
        builder.Property(row => row.Authenticator).HasMaxLength(64);
        builder.HasOne<PortalUser>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
