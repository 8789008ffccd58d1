namespace SecurityPortal.Support.Callers;

/// <summary>
/// A code by which a caller finds out whether an agent is one: the agent reads it out, and the person's own signed-in
/// page shows the same. It opens nothing.
/// </summary>
internal sealed class AgentCode
{
    /// <summary>One for a case: a newer one takes its place.</summary>
    public required Guid CaseId { get; init; }

    /// <summary>Six digits, encrypted.</summary>
    public required byte[] Code { get; set; }

    /// <summary>The agent.</summary>
    public required string By { get; set; }

    public required DateTimeOffset ExpiresAt { get; set; }

    /// <summary>Wrong codes that were typed on the public page, in all networks; see <see cref="AgentCodeCheck.MaxWrong"/>.</summary>
    public int Wrong { get; set; }
}
