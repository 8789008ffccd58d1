namespace SecurityPortal.TwoFactor;

internal sealed class MethodEnrolmentConfiguration : IEntityTypeConfiguration<MethodEnrolment>
{
    public void Configure(EntityTypeBuilder<MethodEnrolment> builder)
    {
        builder.ToTable("MethodEnrolments").HasKey(row => new { row.UserId, row.Method });
        builder.HasAlternateKey(row => new { row.UserId, row.Method, row.Destination });
        builder.HasOne<PortalUser>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<MethodEnrolment>().WithMany()
            .HasForeignKey(row => new { row.UserId, row.Requires, row.Destination })
            .HasPrincipalKey(row => new { row.UserId, row.Method, row.Destination })
            .OnDelete(DeleteBehavior.Restrict);
    }
}
