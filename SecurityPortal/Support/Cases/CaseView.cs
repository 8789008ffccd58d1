using SecurityPortal.Support.Actions;

namespace SecurityPortal.Support.Cases;

/// <summary>A case as a page shows it: who called, what was checked, what was done, who agreed.</summary>
public sealed record CaseView
{
    public required CaseLine Case { get; init; }

    public required string Reason { get; init; }

    /// <summary>
    /// What the person who had the case before left for the person who has it now; null when it was handed over by nobody.
    /// </summary>
    public NoteView? Handover { get; init; }

    /// <summary>The case that goes on in its place; null when it is no duplicate.</summary>
    public CaseReference? DuplicateOf { get; init; }

    /// <summary>The person's other open cases, the newest first.</summary>
    public IReadOnlyList<CaseReference> Others { get; init; } = [];

    /// <summary>Whether whoever looks has the case.</summary>
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

    /// <summary>The actions that are possible for the person; empty where the agent may do nothing.</summary>
    public required IReadOnlyList<ActionOffer> Offers { get; init; }
}
