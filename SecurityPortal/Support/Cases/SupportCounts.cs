namespace SecurityPortal.Support.Cases;

/// <summary>Counts of what waits for an agent or lead.</summary>
/// <param name="Alarms">Open alarms, whoever the case is assigned to.</param>
/// <param name="ForLead">Requests by others that this lead can decide; 0 for agents.</param>
/// <param name="Expired">Cases of this agent whose last request no lead decided in time.</param>
/// <param name="Overdue">Cases of this agent that are past due.</param>
public sealed record SupportCounts(int Alarms, int ForLead, int Expired, int Overdue);
