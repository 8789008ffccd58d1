namespace SecurityPortal.Messaging.Notifications;

/// <summary>Says how long something takes or holds, in the current language.</summary>
internal sealed class DurationTexts(IStringLocalizer<Texts> texts)
{
    /// <summary>
    /// Whole days as days from two on, whole hours as hours, all else as whole minutes; never more than there is.
    /// </summary>
    public string Say(TimeSpan span) => span switch
    {
        { TotalMinutes: < 2 } => texts["1 minute"],
        { TotalHours: 1 } => texts["1 hour"],
        { TotalDays: >= 2, Hours: 0, Minutes: 0 } => texts["{0} days", (int)span.TotalDays],
        { TotalHours: >= 1, Minutes: 0 } => texts["{0} hours", (int)span.TotalHours],
        _ => texts["{0} minutes", (int)span.TotalMinutes],
    };
}
