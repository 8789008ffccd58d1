namespace SecurityPortal.Support.Cases;

/// <summary>The kind of an entry in a case's timeline.</summary>
public enum CaseNoteKind
{
    Note,
    Closed,

    /// <summary>The case was reopened; the text is the reason.</summary>
    Reopened,

    /// <summary>More was reported lost or stolen; the text is a <see cref="LostThings"/>.</summary>
    Lost,

    /// <summary>An agent took the case; <see cref="CaseNote.About"/> is the last assignee, if any.</summary>
    Taken,

    /// <summary>The case was handed over to <see cref="CaseNote.About"/>, with a note.</summary>
    HandedOver,

    /// <summary>The case was put back in the queue.</summary>
    Released,

    /// <summary>The priority changed; the text is a <see cref="CasePriority"/>.</summary>
    Priority,

    /// <summary>The work continues in the case with the number <see cref="CaseNote.About"/>.</summary>
    Duplicate,
}
