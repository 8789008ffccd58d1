namespace SecurityPortal.Support.Reports;

/// <param name="AgentId">The id of the agent; empty for unassigned cases.</param>
/// <param name="Open">Open cases that are assigned to them now.</param>
/// <param name="Overdue">Of these, those that are past due.</param>
/// <param name="Closed">Cases closed in the period.</param>
/// <param name="Requests">Actions requested in the period.</param>
/// <param name="Checks">Checks begun in the period.</param>
public sealed record WorkloadFigure(string AgentId, string? Agent, int Open, int Overdue, int Closed, int Requests, int Checks);
