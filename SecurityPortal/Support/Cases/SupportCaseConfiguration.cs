namespace SecurityPortal.Support.Cases;

internal sealed class SupportCaseConfiguration : IEntityTypeConfiguration<SupportCase>
{
    public void Configure(EntityTypeBuilder<SupportCase> builder)
    {
        builder.ToTable("SupportCases").HasKey(row => row.Id);
        builder.HasIndex(row => row.Number).IsUnique();
        builder.HasIndex(row => row.TicketKey);
        builder.HasIndex(row => new { row.UserId, row.CreatedAt });
        builder.HasIndex(row => new { row.ClosedAt, row.ChangedAt });
        builder.HasIndex(row => new { row.Urgency, row.Priority, row.ChangedAt, row.Number }).IsDescending(false, true, true, true);
        builder.HasIndex(row => new { row.ClosedAt, row.DueAt });
        builder.HasIndex(row => new { row.AssignedTo, row.Urgency, row.Priority, row.ChangedAt, row.Number })
            .IsDescending(false, false, true, true, true);
        builder.HasIndex(row => row.DuplicateOf);
        builder.HasOne<PortalUser>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
