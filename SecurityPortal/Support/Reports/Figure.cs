namespace SecurityPortal.Support.Reports;

public sealed record Figure(string Name, int Count);
