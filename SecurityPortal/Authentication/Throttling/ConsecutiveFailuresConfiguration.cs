namespace SecurityPortal.Authentication.Throttling;

internal sealed class ConsecutiveFailuresConfiguration : IEntityTypeConfiguration<ConsecutiveFailures>
{
    public void Configure(EntityTypeBuilder<ConsecutiveFailures> builder)
    {
        builder.ToTable("ConsecutiveFailures").HasKey(row => new { row.UserId, row.Kind, row.Authenticator });
        builder.HasOne<PortalUser>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
