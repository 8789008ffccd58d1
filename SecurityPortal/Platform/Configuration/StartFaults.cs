namespace SecurityPortal.Platform.Configuration;

/// <summary>
/// What is found wrong while the portal is put together. It is put together all the same, so that everything that is wrong
/// is told at once (<see cref="StartCheck"/>).
/// </summary>
internal sealed class StartFaults
{
    private readonly List<string> _all = [];

    public IReadOnlyList<string> All => _all;

    public void Add(string fault) => _all.Add(fault);
}
