namespace SecurityPortal.Support.Cases;

/// <summary>One attempt to find out whether the caller is who they say they are (ASVS 6.4.4; CISA/FBI AA23-320A).</summary>
internal sealed class CaseCheck
{
    public const int MaxSeenBy = 100;

    public required Guid Id { get; init; }

    public required Guid CaseId { get; init; }

    public required CheckKind Kind { get; init; }

    public required CheckState State { get; set; }

    /// <summary>Where the code went or which number was called, masked; which document was seen; which browser answered.</summary>
    public required string Hint { get; init; }

    /// <summary>Who saw the document.</summary>
    public string? SeenBy { get; init; }

    /// <summary>The id of the agent.</summary>
    public required string By { get; init; }

    public required DateTimeOffset At { get; init; }

    public DateTimeOffset? DecidedAt { get; set; }

    /// <summary>When the code or the number expires; null for checks without one.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The number that the person types in a browser where they are signed in, encrypted; null for other checks.</summary>
    public byte[]? Number { get; init; }

    /// <summary>How many numbers were typed so far, right or wrong.</summary>
    public int Tries { get; set; }
}
