namespace SecurityPortal.Support.Callers;

/// <summary>
/// A code by which a caller can tell whether an agent is genuine: the agent reads it out, and the person's own signed-in page
/// shows the same. It gives access to nothing.
/// </summary>
internal sealed class AgentCode
{
    /// <summary>The case. It has one code at a time; a newer one replaces it.</summary>
    public required Guid CaseId { get; init; }

    /// <summary>Six digits, encrypted.</summary>
    public required byte[] Code { get; set; }

    /// <summary>The id of the agent.</summary>
    public required string By { get; set; }

    public required DateTimeOffset ExpiresAt { get; set; }

    /// <summary>Wrong codes entered on the public page, from all networks; see <see cref="AgentCodeCheck.MaxWrong"/>.</summary>
    public int Wrong { get; set; }
}
