using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SecurityPortal.Support.Cases;

/// <summary>What an agent wrote down, or did to the case itself. It proves nothing.</summary>
internal sealed class CaseNote
{
    public const int MaxText = 2000;

    public required Guid Id { get; init; }

    public required Guid CaseId { get; init; }

    public required string By { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>What was typed; empty when a case was closed, a number for what was reported lost.</summary>
    public required string Text { get; init; }

    public CaseNoteKind Kind { get; init; }

    /// <summary>Whom or what the line is about: the id of who got the case, the number of another case.</summary>
    public string? About { get; init; }
}

/// <summary>What a line of a case's story tells.</summary>
public enum CaseNoteKind
{
    Note,
    Closed,

    /// <summary>With the reason.</summary>
    Reopened,

    /// <summary>More was reported lost or stolen, as a <see cref="LostThings"/>.</summary>
    Lost,

    /// <summary>An agent took the case; <see cref="CaseNote.About"/> is who had it, if anybody.</summary>
    Taken,

    /// <summary>It was given to <see cref="CaseNote.About"/>, with what they have to know.</summary>
    HandedOver,

    /// <summary>Nobody has it any more.</summary>
    Released,

    /// <summary>It got another priority, as a <see cref="CasePriority"/>.</summary>
    Priority,

    /// <summary>It goes on in the case of the number <see cref="CaseNote.About"/>.</summary>
    Duplicate,
}

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
