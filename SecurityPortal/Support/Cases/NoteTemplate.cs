namespace SecurityPortal.Support.Cases;

/// <summary>A text that agents insert into a note. Leads write it.</summary>
internal sealed class NoteTemplate
{
    public const int MaxName = 60;

    /// <summary>More would be hard to find in a list.</summary>
    public const int MaxCount = 100;

    public required Guid Id { get; init; }

    public required string Name { get; set; }

    /// <summary>At most <see cref="CaseNote.MaxText"/> characters: it becomes a note.</summary>
    public required string Text { get; set; }

    public required string ChangedBy { get; set; }

    public required DateTimeOffset ChangedAt { get; set; }
}
