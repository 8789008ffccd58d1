namespace SecurityPortal.Support.Cases;

/// <summary>The numbers of things that wait for an agent or lead.</summary>
/// <param name="Alarms">Open alarms, of everybody.</param>
/// <param name="ForLead">Requests of others that this lead can decide; none for agents.</param>
/// <param name="Expired">Cases of this agent whose last request no lead decided in time.</param>
/// <param name="Overdue">Cases of this agent that are due before now.</param>
public sealed record SupportCounts(int Alarms, int ForLead, int Expired, int Overdue);
