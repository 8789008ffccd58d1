namespace SecurityPortal.Support.Cases;

/// <summary>Filters and order of the list of cases under a name, for the agent who saved them and nobody else.</summary>
internal sealed class SavedCaseView
{
    public const int MaxName = 40;

    /// <summary>For one agent: more would not be found again in a row of links.</summary>
    public const int MaxCount = 20;

    public required Guid Id { get; init; }

    public required string AgentId { get; init; }

    public required string Name { get; init; }

    public required CaseFilter Filter { get; set; }

    public required CaseSort Sort { get; set; }

    /// <summary>Only the cases of this agent; null for everybody's.</summary>
    public string? AssignedTo { get; set; }
}
