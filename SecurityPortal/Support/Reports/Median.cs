namespace SecurityPortal.Support.Reports;

internal static class Median
{
    /// <summary>Returns the middle one, or the mean of the two in the middle; null when there are none.</summary>
    /// <param name="times">In order.</param>
    public static TimeSpan? Of(IReadOnlyList<TimeSpan> times)
    {
        if (times.Count == 0)
        {
            return null;
        }

        var half = times.Count / 2;
        return times.Count % 2 == 1 ? times[half] : (times[half - 1] + times[half]) / 2;
    }
}
