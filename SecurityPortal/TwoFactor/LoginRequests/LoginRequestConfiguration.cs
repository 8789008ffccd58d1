using SecurityPortal.Authentication.Sessions;

namespace SecurityPortal.TwoFactor.LoginRequests;

internal sealed class LoginRequestConfiguration : IEntityTypeConfiguration<LoginRequest>
{
    public void Configure(EntityTypeBuilder<LoginRequest> builder)
    {
        builder.ToTable("LoginRequests").HasKey(request => request.Id);
        builder.HasIndex(request => new { request.UserId, request.CreatedAt });
        builder.HasIndex(request => request.ExpiresAt);
        builder.Property(request => request.Purpose).HasMaxLength(128);
        builder.Property(request => request.UserAgent).HasMaxLength(ClientInfo.MaxUserAgentLength);
        builder.Property(request => request.Address).HasMaxLength(64);
        builder.HasOne<PortalUser>().WithMany().HasForeignKey(request => request.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
