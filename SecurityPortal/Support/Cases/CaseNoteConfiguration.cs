namespace SecurityPortal.Support.Cases;

internal sealed class CaseNoteConfiguration : IEntityTypeConfiguration<CaseNote>
{
    public void Configure(EntityTypeBuilder<CaseNote> builder)
    {
        builder.ToTable("CaseNotes").HasKey(note => note.Id);
        builder.HasIndex(note => note.CaseId);
        builder.HasOne<SupportCase>().WithMany().HasForeignKey(note => note.CaseId).OnDelete(DeleteBehavior.Cascade);
    }
}
