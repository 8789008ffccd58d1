namespace SecurityPortal.Authentication.Flows;

internal sealed class AuthenticationFlowConfiguration : IEntityTypeConfiguration<AuthenticationFlow>
{
    public void Configure(EntityTypeBuilder<AuthenticationFlow> builder)
    {
        builder.ToTable("PendingFlows").HasKey(flow => flow.Id);
        builder.HasIndex(flow => flow.TokenHash).IsUnique();
        builder.HasIndex(flow => flow.ExpiresAt);
        builder.Ignore(flow => flow.TokenPurpose);
        builder.HasOne<PortalUser>().WithMany().HasForeignKey(flow => flow.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
