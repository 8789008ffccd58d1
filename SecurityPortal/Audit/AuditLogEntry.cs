namespace SecurityPortal.Audit;

/// <summary>An entry of the log. Never holds a secret, a code or a full phone number.</summary>
internal sealed class AuditLogEntry
{
    /// <summary>1, 2, 3 and so on, without gaps.</summary>
    public required long Sequence { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The person the entry is about; empty if it is about nobody.</summary>
    public required string UserId { get; init; }

    /// <summary>The actor: <c>self</c>, <c>portal</c>, <c>operator</c>, or the id of a member of staff.</summary>
    public required string Actor { get; init; }

    /// <summary>The event, such as <c>method-on</c>; see <see cref="AuditEvents"/>.</summary>
    public required string Event { get; init; }

    /// <summary>The subject of the event, such as ids of methods.</summary>
    public required string Detail { get; init; }

    public required string Address { get; init; }

    public required string UserAgent { get; init; }

    /// <summary>Keyed hash over this entry and the hash of the previous one.</summary>
    public required byte[] Hash { get; set; }
}
