namespace SecurityPortal.Support.Cases;

/// <summary>A text to insert into a note.</summary>
public sealed record NoteTemplateView(Guid Id, string Name, string Text);
