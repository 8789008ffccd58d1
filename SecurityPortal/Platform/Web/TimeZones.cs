namespace SecurityPortal.Platform.Web;

internal static class TimeZones
{
    /// <summary>Returns the same instant in a person's time zone; in UTC until the browser has reported it.</summary>
    public static DateTimeOffset In(this DateTimeOffset at, TimeZoneInfo? zone) =>
        TimeZoneInfo.ConvertTime(at, zone ?? TimeZoneInfo.Utc);
}
