using System.Diagnostics.Metrics;

namespace SecurityPortal.Authentication.Sessions;

/// <summary>Counts for the operator the pages that are open at this node, and those that there was no room for.</summary>
internal sealed class PageCounter
{
    private readonly UpDownCounter<long> _open;
    private readonly Counter<long> _refused;

    public PageCounter(IMeterFactory meters)
    {
        var meter = meters.Create("SecurityPortal");
        _open = meter.CreateUpDownCounter<long>("security_portal.pages.open", "{page}", "Open pages of this node.");
        _refused = meter.CreateCounter<long>("security_portal.pages.refused", "{page}", "Pages that there was no room for, by whose room was used up.");
    }

    public void Opened() => _open.Add(1);

    public void Closed() => _open.Add(-1);

    public void Refused(PageRoom full) => _refused.Add(1, new KeyValuePair<string, object?>("room", Word(full)));

    /// <summary>The word by which metrics and pages know it.</summary>
    public static string Word(PageRoom room) => room.ToString().ToLowerInvariant();
}
