namespace SecurityPortal.Support.Reports;

/// <param name="Role">Null for everyone.</param>
/// <param name="All">All people with the role.</param>
public sealed record ProtectionFigure(string? Role, int All, int NoMethod, int WeakOnly, int OneWayIn);
