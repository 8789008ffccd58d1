using SecurityPortal.Accounts.PersonalData;
using SecurityPortal.Audit;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Platform.Web;

namespace SecurityPortal.Settings;

/// <summary>Searches a person's own activity, and exports it as a file for a spreadsheet.</summary>
internal sealed class ActivityExport(
    SelfServiceActivity activity, ActivityTexts words, SessionTexts browsers, GeoLocator places, IStringLocalizer<Texts> texts)
{
    /// <summary>The maximum number of entries in a file; the newest are kept.</summary>
    public const int MaxEntries = 10_000;

    private const int Batch = 500;

    public string PlaceOf(AuditLogEntry entry) => places.Of(entry.Address) ?? entry.Address;

    /// <summary>Whether an entry contains the search text, as the page shows it.</summary>
    public bool Matches(AuditLogEntry entry, string search) =>
        search.Length == 0
        || $"{words.What(entry)} {browsers.Browser(entry.UserAgent)} {PlaceOf(entry)} {words.Who(entry)}"
            .Contains(search, StringComparison.CurrentCultureIgnoreCase);

    /// <summary>Returns the entries that match the filter and the search, as CSV, and how many there are.</summary>
    /// <param name="zone">The time zone that times are written in.</param>
    public async Task<(string Csv, int Count)> WriteAsync(
        Guid sessionId, ActivityFilter filter, string search, TimeZoneInfo zone, CancellationToken cancellationToken = default)
    {
        await using var text = new StringWriter(CultureInfo.InvariantCulture);
        await using var csv = SafeCsv.To(text);
        await csv.WriteRowAsync(texts["Time"], texts["What happened"], texts["By"], texts["Browser"], texts["Place or address"]);
        var (count, before) = (0, (long?)null);
        IReadOnlyList<AuditLogEntry> page;
        do
        {
            page = await activity.ListAsync(sessionId, filter, before, Batch, cancellationToken);
            foreach (var entry in page.Where(entry => Matches(entry, search)).Take(MaxEntries - count))
            {
                var isOwn = entry is { Address.Length: > 0, Actor: "self" };
                await csv.WriteRowAsync(
                    TimeZoneInfo.ConvertTime(entry.At, zone).ToString("yyyy-MM-dd HH:mm:sszzz", CultureInfo.InvariantCulture),
                    words.What(entry), words.Doer(entry), isOwn ? browsers.Browser(entry.UserAgent) : "", isOwn ? PlaceOf(entry) : "");
                count++;
            }

            before = page.LastOrDefault()?.Sequence;
        }
        while (page.Count == Batch && count < MaxEntries);
        await csv.FlushAsync();
        return (text.ToString(), count);
    }
}
