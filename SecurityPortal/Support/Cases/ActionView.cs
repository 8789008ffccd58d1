using SecurityPortal.Support.Actions;

namespace SecurityPortal.Support.Cases;

public sealed record ActionView
{
    public required Guid Id { get; init; }

    public required ActionKind Kind { get; init; }

    public string? Method { get; init; }

    public PassDelivery? Delivery { get; init; }

    public required ActionState State { get; init; }

    public required IReadOnlyList<ApprovalReason> Reasons { get; init; }

    public required string By { get; init; }

    public required DateTimeOffset AskedAt { get; init; }

    public required DateTimeOffset ApproveBy { get; init; }

    public string? DecidedBy { get; init; }

    public string? DecisionReason { get; init; }

    public DateTimeOffset? DueAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public CancellationCause? StoppedBy { get; init; }

    public required bool IsOwn { get; init; }

    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>The reason for the request, if the action needs one.</summary>
    public string? Reason { get; init; }

    public string? WithdrawnBy { get; init; }

    /// <summary>The effect an approval would have now, for a lead who may decide; null for everyone else.</summary>
    public ActionPlan? Plan { get; init; }

    /// <summary>The state of the pass that was issued; null for other actions.</summary>
    public PassView? Pass { get; init; }

    /// <summary>Whether a lead can still decide.</summary>
    public bool IsOpen(DateTimeOffset now) => State == ActionState.AwaitingApproval && ApproveBy > now;
}
