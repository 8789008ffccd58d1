namespace SecurityPortal.Support.Actions;

/// <summary>An action that support requested on an account, and its result.</summary>
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

    /// <summary>The reason for the request, if <see cref="ActionKinds.NeedsReason"/> requires one; otherwise null.</summary>
    public string? Reason { get; init; }

    public required ActionState State { get; set; }

    /// <summary>Why it waits for a lead, comma-separated; empty when it does not.</summary>
    public required string ApprovalReasons { get; init; }

    /// <summary>The check that it rests on; null when no passed check is enough.</summary>
    public Guid? CheckId { get; init; }

    public required string AskedBy { get; init; }

    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>The time after which nobody can approve it.</summary>
    public required DateTimeOffset ApproveBy { get; init; }

    /// <summary>The id of the lead who decided.</summary>
    public string? DecidedBy { get; set; }

    public DateTimeOffset? DecidedAt { get; set; }

    /// <summary>The lead's reason; a refusal always has one.</summary>
    public string? DecisionReason { get; set; }

    /// <summary>The id of the agent or lead who withdrew it.</summary>
    public string? WithdrawnBy { get; set; }

    /// <summary>When its waiting period ends.</summary>
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>When it was done, stopped, refused or withdrawn.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>How it was stopped.</summary>
    public CancellationCause? StoppedBy { get; set; }

    /// <summary>Whether it would open the account to an attacker who talked support into it.</summary>
    public bool OpensAccount => Kind.OpensAccount();
}
