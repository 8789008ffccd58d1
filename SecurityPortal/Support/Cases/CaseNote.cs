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
