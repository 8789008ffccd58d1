namespace SecurityPortal.TwoFactor.LoginRequests;

internal sealed class LoginRequestConfiguration : IEntityTypeConfiguration<LoginRequest>
{
    public void Configure(EntityTypeBuilder<LoginRequest> builder)
    {
        builder.ToTable("LoginRequests").HasKey(request => request.Id);
        builder.HasIndex(request => new { request.UserId, request.CreatedAt });
        builder.HasIndex(request => request.ExpiresAt);
        builder.HasOne<PortalUser>().WithMany().HasForeignKey(request => request.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
