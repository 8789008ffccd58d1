namespace SecurityPortal.OpenId;

internal sealed class ApplicationSessionConfiguration : IEntityTypeConfiguration<ApplicationSession>
{
    public void Configure(EntityTypeBuilder<ApplicationSession> builder)
    {
        builder.ToTable("ApplicationSessions").HasKey(row => row.Id);
        builder.HasIndex(row => new { row.SessionId, row.ClientId }).IsUnique();
        builder.HasIndex(row => row.UserId);
        builder.HasIndex(row => row.EndedAt);
        builder.HasIndex(row => row.NextAttemptAt);
    }
}
