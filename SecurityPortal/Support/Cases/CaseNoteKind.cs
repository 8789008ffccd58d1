namespace SecurityPortal.Support.Cases;

/// <summary>The kind of an entry in a case's timeline.</summary>
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
