namespace SecurityPortal.TwoFactor;

internal sealed class MethodEnrolmentConfiguration : IEntityTypeConfiguration<MethodEnrolment>
{
    public void Configure(EntityTypeBuilder<MethodEnrolment> builder)
    {
        builder.ToTable("MethodEnrolments").HasKey(row => new { row.UserId, row.Method });
        builder.HasAlternateKey(row => new { row.UserId, row.Method, row.Destination });
        builder.Property(row => row.Method).HasMaxLength(64);
        builder.Property(row => row.Requires).HasMaxLength(64);
        builder.Property(row => row.Destination).HasMaxLength(64);
        builder.Property(row => row.Hint).HasMaxLength(64);
        builder.Property(row => row.CanReEnrol).HasMaxLength(256);
        builder.HasOne<PortalUser>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<MethodEnrolment>().WithMany()
            .HasForeignKey(row => new { row.UserId, row.Requires, row.Destination })
            .HasPrincipalKey(row => new { row.UserId, row.Method, row.Destination })
            .OnDelete(DeleteBehavior.Restrict);
    }
}
