namespace SecurityPortal.Support.Reports;

/// <summary>How many people have a method on.</summary>
public sealed record MethodFigure(string Id, string Name, int People);
