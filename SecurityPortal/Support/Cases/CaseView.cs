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

    /// <summary>What was reported lost in this case, and what in any case of the person.</summary>
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

    /// <summary>What can be done for the person; empty where the agent may do nothing.</summary>
    public required IReadOnlyList<ActionOffer> Offers { get; init; }
}

/// <summary>A case in a list.</summary>
public sealed record CaseLine(
    Guid Id, long Number, string UserId, string Person, string Ticket, string? OpenedBy, DateTimeOffset CreatedAt,
    DateTimeOffset ChangedAt, DateTimeOffset? ClosedAt, CaseStage Stage)
{
    /// <summary>What the person raised the alarm by; null when they did not, or the case is closed.</summary>
    public CaseAlarm? Alarm { get; init; }

    public DateTimeOffset? AlarmAt { get; init; }

    /// <summary>Who works on it, by id; null when nobody does.</summary>
    public string? AssignedTo { get; init; }

    /// <summary>The same by name.</summary>
    public string? Assignee { get; init; }

    public CasePriority Priority { get; init; }

    /// <summary>Until when it should be done.</summary>
    public DateTimeOffset? DueAt { get; init; }
}

/// <summary>Another case, as a page names it.</summary>
public sealed record CaseReference(Guid Id, long Number, string Ticket);

/// <summary>Where a case stands.</summary>
public enum CaseStage
{
    Open,

    /// <summary>A lead has to decide.</summary>
    NeedsLead,

    /// <summary>A waiting period runs.</summary>
    Waiting,
    Closed,

    /// <summary>The last request was decided by nobody in time.</summary>
    RanOut,
}

/// <param name="About">The name of somebody, or the number of a case, that the line is about.</param>
public sealed record NoteView(Guid Id, string By, DateTimeOffset At, string Text, CaseNoteKind Kind, string? About = null);

public sealed record CheckView(
    Guid Id, CheckKind Kind, CheckState State, string Hint, string? SeenBy, string By, DateTimeOffset At, bool Counts, bool IsLost)
{
    /// <summary>How often a code that was sent may still be typed; null for checks without one.</summary>
    public int? TriesLeft { get; init; }

    /// <summary>Until when.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When it passed or failed.</summary>
    public DateTimeOffset? DecidedAt { get; init; }
}

public sealed record ActionView(
    Guid Id, ActionKind Kind, string? Method, PassDelivery? Delivery, ActionState State, IReadOnlyList<ApprovalReason> Reasons,
    string By, DateTimeOffset AskedAt, DateTimeOffset ApproveBy, string? DecidedBy, string? DecisionReason,
    DateTimeOffset? DueAt, DateTimeOffset? EndedAt, CancellationCause? StoppedBy, bool IsOwn)
{
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>Why it was asked for, where that is asked.</summary>
    public string? Reason { get; init; }

    public string? WithdrawnBy { get; init; }

    /// <summary>What an approval would do now, for a lead who may decide; null for everybody else.</summary>
    public ActionPlan? Plan { get; init; }

    /// <summary>The result of the pass that was issued; null for other actions.</summary>
    public PassView? Pass { get; init; }

    /// <summary>Whether a lead can still decide.</summary>
    public bool IsOpen(DateTimeOffset now) => State == ActionState.AwaitingApproval && ApproveBy > now;
}

/// <summary>Where checks can reach the person, masked; null where they cannot.</summary>
/// <param name="Lost">What the person has reported lost, in this case or another.</param>
public sealed record CheckPlaces(string? Text, string? Email, LostThings Lost)
{
    /// <summary>Whether a browser was signed in before the call that can be asked.</summary>
    public bool Browser { get; init; }
}

/// <summary>A temporary pass, without what it says.</summary>
/// <param name="ShownAt">When its page showed it.</param>
/// <param name="EndedAt">When it was used or voided; when its time is over, that.</param>
public sealed record PassView(PassState State, DateTimeOffset? ShownAt, DateTimeOffset EndedAt);

public enum PassState
{
    /// <summary>It can be used until it ends.</summary>
    Open,
    Used,

    /// <summary>A newer one, a new password or a new method took its place, or what it was sent to was reported lost.</summary>
    Void,
    Expired,
}
