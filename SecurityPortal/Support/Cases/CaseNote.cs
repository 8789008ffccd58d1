namespace SecurityPortal.Support.Cases;

/// <summary>A note of an agent, or a change to the case itself. It proves nothing.</summary>
internal sealed class CaseNote
{
    public const int MaxText = 2000;

    public required Guid Id { get; init; }

    public required Guid CaseId { get; init; }

    public required string By { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The text of the note; empty when a case was closed, a number for a reported loss.</summary>
    public required string Text { get; init; }

    public CaseNoteKind Kind { get; init; }

    /// <summary>The subject of the entry: the id of the new assignee, or the number of another case.</summary>
    public string? About { get; init; }
}
