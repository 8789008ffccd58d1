namespace SecurityPortal.Support.Actions;

/// <summary>Something that support asked to be done to an account, and its result.</summary>
internal sealed class SupportAction
{
    public required Guid Id { get; init; }

    public required Guid CaseId { get; init; }

    public required string UserId { get; init; }

    public required ActionKind Kind { get; init; }

    /// <summary>The id of the method, for a reset of one.</summary>
    public string? Method { get; init; }

    /// <summary>How a temporary pass gets to the person.</summary>
    public PassDelivery? Delivery { get; init; }

    /// <summary>Why it was asked for, where <see cref="ActionKinds.NeedsReason"/> says so; null for everything else.</summary>
    public string? Reason { get; init; }

    public required ActionState State { get; set; }

    /// <summary>Why it waits for a lead, comma-separated; empty when it does not.</summary>
    public required string ApprovalReasons { get; init; }

    /// <summary>The check that it rests on; null when none has passed that is enough for it.</summary>
    public Guid? CheckId { get; init; }

    public required string AskedBy { get; init; }

    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>After this nobody can approve it any more.</summary>
    public required DateTimeOffset ApproveBy { get; init; }

    /// <summary>The lead.</summary>
    public string? DecidedBy { get; set; }

    public DateTimeOffset? DecidedAt { get; set; }

    /// <summary>The lead's reason; a refusal has one.</summary>
    public string? DecisionReason { get; set; }

    /// <summary>The agent or lead who took it back.</summary>
    public string? WithdrawnBy { get; set; }

    /// <summary>When its waiting period is over.</summary>
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>When it was done, stopped or refused.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>How it was stopped.</summary>
    public CancellationCause? StoppedBy { get; set; }

    /// <summary>Whether it would open the account to the person who talked support into it.</summary>
    public bool OpensAccount => Kind.OpensAccount();
}
