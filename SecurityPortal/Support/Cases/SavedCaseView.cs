namespace SecurityPortal.Support.Cases;

/// <summary>A named filter and order of the list of cases, only for the agent who saved it.</summary>
internal sealed class SavedCaseView
{
    public const int MaxName = 40;

    /// <summary>The most per agent: more would be hard to find in a row of links.</summary>
    public const int MaxCount = 20;

    public required Guid Id { get; init; }

    public required string AgentId { get; init; }

    public required string Name { get; init; }

    public required CaseFilter Filter { get; set; }

    public required CaseSort Sort { get; set; }

    /// <summary>Only cases assigned to this agent; null for all.</summary>
    public string? AssignedTo { get; set; }
}
