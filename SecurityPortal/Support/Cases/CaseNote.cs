namespace SecurityPortal.Support.Cases;

/// <summary>A note by an agent, or a change to the case itself. It proves nothing about the caller.</summary>
internal sealed class CaseNote
{
    public const int MaxText = 2000;

    public required Guid Id { get; init; }

    public required Guid CaseId { get; init; }

    public required string By { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The text of a note, handover or reason; a number for a reported loss, the name of a priority; otherwise empty.</summary>
    public required string Text { get; init; }

    public CaseNoteKind Kind { get; init; }

    /// <summary>What the entry is about: the id of the new assignee or the last one, or the number of another case.</summary>
    public string? About { get; init; }
}
