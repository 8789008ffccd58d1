namespace SecurityPortal.Messaging.Notifications;

/// <summary>Writes durations in the current language.</summary>
internal sealed class DurationTexts(IStringLocalizer<Texts> texts)
{
    /// <summary>
    /// Returns whole days from two days on, else whole hours, else whole minutes. Rounds down, but to no less than a minute.
    /// </summary>
    public string Say(TimeSpan span) => span switch
    {
        { TotalMinutes: < 2 } => texts["1 minute"],
        { TotalHours: >= 1 and < 2, Minutes: 0 } => texts["1 hour"],
        { TotalDays: >= 2, Hours: 0, Minutes: 0 } => texts["{0} days", (int)span.TotalDays],
        { TotalHours: >= 1, Minutes: 0 } => texts["{0} hours", (int)span.TotalHours],
        _ => texts["{0} minutes", (int)span.TotalMinutes],
    };
}
