using SecurityPortal.Support.Actions;

namespace SecurityPortal.Support.Cases;

/// <summary>A case as a page shows it: who called, what was checked, what was done, who approved it.</summary>
public sealed record CaseView
{
    public required CaseLine Case { get; init; }

    public required string Reason { get; init; }

    /// <summary>
    /// The note that came with the last change of assignee; null when it came without one.
    /// </summary>
    public NoteView? Handover { get; init; }

    /// <summary>The case that continues in its place; null when it is not a duplicate.</summary>
    public CaseReference? DuplicateOf { get; init; }

    /// <summary>The person's other open cases, newest first.</summary>
    public IReadOnlyList<CaseReference> Others { get; init; } = [];

    /// <summary>Whether the case is assigned to the agent who is looking.</summary>
    public bool IsOwn { get; init; }

    /// <summary>The losses reported in this case, and in any case of the person.</summary>
    public required LostThings Lost { get; init; }

    /// <inheritdoc cref="Lost"/>
    public required LostThings LostAnywhere { get; init; }

    public required IReadOnlyList<NoteView> Notes { get; init; }

    public required IReadOnlyList<CheckView> Checks { get; init; }

    public required IReadOnlyList<ActionView> Actions { get; init; }

    /// <summary>Why the agent may not act on this person; null when they may.</summary>
    public required SupportFault? Obstacle { get; init; }

    public required bool IsLead { get; init; }

    /// <summary>The masked places that a code can go to, and the number that can be called.</summary>
    public required CheckPlaces Places { get; init; }

    /// <summary>The actions for the person; empty when the agent may not act or the case is closed.</summary>
    public required IReadOnlyList<ActionOffer> Offers { get; init; }
}
