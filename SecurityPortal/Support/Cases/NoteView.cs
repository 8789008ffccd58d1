namespace SecurityPortal.Support.Cases;

/// <param name="About">The name of somebody, or the number of a case, that the line is about.</param>
public sealed record NoteView(Guid Id, string By, DateTimeOffset At, string Text, CaseNoteKind Kind, string? About = null);
