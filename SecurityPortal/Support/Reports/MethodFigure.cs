namespace SecurityPortal.Support.Reports;

/// <summary>People who have a method on.</summary>
public sealed record MethodFigure(string Id, string Name, int People);
