using System.Diagnostics.Metrics;

namespace SecurityPortal.Authentication.Sessions;

/// <summary>Counts, for the operator, the pages that are open on this node and those that were refused.</summary>
internal sealed class PageCounter
{
    private readonly UpDownCounter<long> _open;
    private readonly Counter<long> _refused;

    public PageCounter(IMeterFactory meters)
    {
        var meter = meters.Create("SecurityPortal");
        _open = meter.CreateUpDownCounter<long>("security_portal.pages.open", "{page}", "Open pages of this node.");
        _refused = meter.CreateCounter<long>("security_portal.pages.refused", "{page}", "Pages refused, by the limit that was reached.");
    }

    public void Opened() => _open.Add(1);

    public void Closed() => _open.Add(-1);

    public void Refused(PageRoom full) => _refused.Add(1, new KeyValuePair<string, object?>("room", Word(full)));

    /// <summary>Returns the word that metrics and pages use for it.</summary>
    public static string Word(PageRoom room) => room.ToString().ToLowerInvariant();
}
