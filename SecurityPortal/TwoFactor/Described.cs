using System.Collections.Concurrent;

namespace SecurityPortal.TwoFactor;

/// <summary>Caches a method's description in each language: screens ask for it dozens of times.</summary>
internal sealed class Described(Func<MethodDescription> describe)
{
    private readonly ConcurrentDictionary<string, MethodDescription> _byLanguage = new();

    /// <summary>The description in the current culture.</summary>
    public MethodDescription Now =>
        _byLanguage.GetOrAdd(CultureInfo.CurrentUICulture.Name, static (_, describe) => describe(), describe);
}
