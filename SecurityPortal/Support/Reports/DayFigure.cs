namespace SecurityPortal.Support.Reports;

/// <summary>Cases opened and closed on a day (UTC).</summary>
public sealed record DayFigure(DateOnly Day, int Opened, int Closed);
