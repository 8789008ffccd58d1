namespace SecurityPortal.Support;

/// <summary>How often an agent did something in one minute.</summary>
internal sealed class AgentTally
{
    public required string AgentId { get; init; }

    /// <summary>What is counted.</summary>
    public required string Kind { get; init; }

    /// <summary>The beginning of the minute.</summary>
    public required DateTimeOffset Minute { get; init; }

    public int Count { get; set; }
}
