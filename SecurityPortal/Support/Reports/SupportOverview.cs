namespace SecurityPortal.Support.Reports;

/// <summary>The figures of the overview.</summary>
public sealed record SupportOverview
{
    public required IReadOnlyList<CaseFigure> Cases { get; init; }

    /// <summary>By day, oldest first, as <c>yyyy-MM-dd</c> (UTC).</summary>
    public required IReadOnlyList<Figure> ResetsByDay { get; init; }

    public required IReadOnlyList<Figure> ResetsByAgent { get; init; }

    public required IReadOnlyList<Figure> Methods { get; init; }

    public required IReadOnlyList<DeliveryFigure> Delivery { get; init; }

    /// <summary>From the opening of a case to the person's next sign-in, shortest first.</summary>
    public required IReadOnlyList<TimeSpan> TimesToAccess { get; init; }
}
