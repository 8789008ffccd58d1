namespace SecurityPortal.Platform.Configuration;

/// <summary>
/// The faults found while the portal is assembled. Assembly continues regardless, so that <see cref="StartCheck"/> can report
/// all of them together.
/// </summary>
internal sealed class StartFaults
{
    private readonly List<string> _all = [];

    public IReadOnlyList<string> All => _all;

    public void Add(string fault) => _all.Add(fault);
}
