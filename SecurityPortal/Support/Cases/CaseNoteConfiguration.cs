namespace SecurityPortal.Support.Cases;

internal sealed class CaseNoteConfiguration : IEntityTypeConfiguration<CaseNote>
{
    public void Configure(EntityTypeBuilder<CaseNote> builder)
    {
        builder.ToTable("CaseNotes").HasKey(note => note.Id);
        builder.HasIndex(note => note.CaseId);
        builder.Property(note => note.By).HasMaxLength(450);
        builder.Property(note => note.About).HasMaxLength(450);
        builder.Property(note => note.Text).HasMaxLength(CaseNote.MaxText);
        builder.HasOne<SupportCase>().WithMany().HasForeignKey(note => note.CaseId).OnDelete(DeleteBehavior.Cascade);
    }
}
