using SecurityPortal.Support.Actions;

namespace SecurityPortal.Support.Cases;

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
