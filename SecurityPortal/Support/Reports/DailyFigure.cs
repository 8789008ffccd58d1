namespace SecurityPortal.Support.Reports;

/// <summary>One figure of a day, as last counted on that day.</summary>
internal sealed class DailyFigure
{
    /// <summary>The start of the day (UTC).</summary>
    public required DateTimeOffset Day { get; init; }

    /// <summary>The series of the figure; see <see cref="ProtectionSeries"/>.</summary>
    public required string Series { get; init; }

    public required int Value { get; set; }

    public required DateTimeOffset CountedAt { get; set; }
}
