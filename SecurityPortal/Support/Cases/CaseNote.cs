using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SecurityPortal.Support.Cases;

/// <summary>What an agent wrote down. It proves nothing.</summary>
internal sealed class CaseNote
{
    public const int MaxText = 2000;

    public required Guid Id { get; init; }

    public required Guid CaseId { get; init; }

    public required string By { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Text { get; init; }
}

internal sealed class CaseNoteConfiguration : IEntityTypeConfiguration<CaseNote>
{
    public void Configure(EntityTypeBuilder<CaseNote> builder)
    {
        builder.ToTable("CaseNotes").HasKey(note => note.Id);
        builder.HasIndex(note => note.CaseId);
        builder.Property(note => note.By).HasMaxLength(450);
        builder.Property(note => note.Text).HasMaxLength(CaseNote.MaxText);
        builder.HasOne<SupportCase>().WithMany().HasForeignKey(note => note.CaseId).OnDelete(DeleteBehavior.Cascade);
    }
}
