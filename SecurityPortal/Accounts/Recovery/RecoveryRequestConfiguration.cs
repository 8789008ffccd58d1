namespace SecurityPortal.Accounts.Recovery;

internal sealed class RecoveryRequestConfiguration : IEntityTypeConfiguration<RecoveryRequest>
{
    public void Configure(EntityTypeBuilder<RecoveryRequest> builder)
    {
        builder.ToTable("RecoveryRequests").HasKey(request => request.Id);
        builder.HasIndex(request => new { request.State, request.DueAt });
        builder.HasIndex(request => request.TokenHash).IsUnique();

        // At most one in progress per person, even with concurrent requests.
        builder.HasIndex(request => request.UserId).IsUnique().HasFilter("\"State\" IN (0, 1)");
        builder.HasOne<PortalUser>().WithMany().HasForeignKey(request => request.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
