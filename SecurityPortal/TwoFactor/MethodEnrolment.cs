namespace SecurityPortal.TwoFactor;

/// <summary>
/// A method that is on. The row exists exactly as long. A method that requires another names it, with the same
/// destination, in a foreign key: the database itself cannot hold WhatsApp without text messages on that number.
/// </summary>
public sealed class MethodEnrolment
{
    public required string UserId { get; init; }

    public required string Method { get; init; }

    /// <summary>The method that this one requires.</summary>
    public string? Requires { get; init; }

    /// <summary>Keyed hash of where codes go; empty for methods that send none.</summary>
    public required string Destination { get; init; }

    public required DateTimeOffset Since { get; init; }

    /// <summary>How many keys, apps or unused codes there are.</summary>
    public int Count { get; set; }

    /// <summary>The destination as it is shown, masked.</summary>
    public string? Hint { get; set; }

    public DateTimeOffset? LastUsedAt { get; set; }

    /// <summary>
    /// The ids, comma-separated, of methods that were turned off because this one was replaced: a roll-out that has no place
    /// for the person does not keep them from being proven again (R5, R6). Forgotten when this one is turned off, or they
    /// come on.
    /// </summary>
    public string? CanReEnrol { get; set; }
}
