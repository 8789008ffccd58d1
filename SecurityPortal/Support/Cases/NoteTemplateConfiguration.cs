namespace SecurityPortal.Support.Cases;

internal sealed class NoteTemplateConfiguration : IEntityTypeConfiguration<NoteTemplate>
{
    public void Configure(EntityTypeBuilder<NoteTemplate> builder)
    {
        builder.ToTable("NoteTemplates").HasKey(template => template.Id);
        builder.Property(template => template.Name).HasMaxLength(NoteTemplate.MaxName);
        builder.Property(template => template.Text).HasMaxLength(CaseNote.MaxText);
        builder.Property(template => template.ChangedBy).HasMaxLength(450);
    }
}
