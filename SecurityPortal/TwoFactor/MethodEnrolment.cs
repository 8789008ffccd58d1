namespace SecurityPortal.TwoFactor;

/// <summary>
/// A method that is on; the row exists exactly as long as it is. A method that requires another refers to it, with the same
/// destination, by a foreign key, so the database cannot hold WhatsApp without text messages to that number.
/// </summary>
public sealed class MethodEnrolment
{
    public required string UserId { get; init; }

    public required string Method { get; init; }

    /// <summary>The method that this one requires.</summary>
    public string? Requires { get; init; }

    /// <summary>Keyed hash of the destination of codes; empty for methods that send none.</summary>
    public required string Destination { get; init; }

    public required DateTimeOffset Since { get; init; }

    /// <summary>How many keys, apps or unused codes there are.</summary>
    public int Count { get; set; }

    /// <summary>The masked destination, for display.</summary>
    public string? Hint { get; set; }

    public DateTimeOffset? LastUsedAt { get; set; }

    /// <summary>
    /// The comma-separated ids of methods that were turned off because this one was replaced. The person may prove them again
    /// even if the roll-out does not include them (R5, R6). Cleared when this method is turned off or one of those is back
    /// on.
    /// </summary>
    public string? CanReEnrol { get; set; }
}
