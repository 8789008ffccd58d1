namespace SecurityPortal.Support.Reports;

/// <summary>Cases of a day.</summary>
public sealed record DayFigure(DateOnly Day, int Opened, int Closed);
