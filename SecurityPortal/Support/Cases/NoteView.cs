namespace SecurityPortal.Support.Cases;

/// <param name="About">The name of the colleague, or the number of the case, that the entry is about.</param>
public sealed record NoteView(Guid Id, string By, DateTimeOffset At, string Text, CaseNoteKind Kind, string? About = null);
