using SecurityPortal.Messaging.Delivery;

namespace SecurityPortal.TwoFactor;

/// <summary>All methods, by section of the screen and strongest first within each.</summary>
internal sealed class MethodCatalogue
{
    private readonly Dictionary<string, ITwoFactorMethod> _byId;
    private readonly ChosenProviders _providers;

    public MethodCatalogue(IEnumerable<ITwoFactorMethod> methods, IConfiguration configuration)
    {
        _providers = new(configuration);
        All = [.. methods.OrderBy(method => method.Description.Section)
            .ThenByDescending(method => method.Description.Strength)
            .ThenBy(method => method.Description.Order)];
        _byId = All.ToDictionary(method => method.Description.Id);
    }

    public IReadOnlyList<ITwoFactorMethod> All { get; }

    /// <summary>Returns the method with this id, or null: ids come from URLs and forms.</summary>
    public ITwoFactorMethod? Find(string? id) => _byId.GetValueOrDefault(id ?? "");

    /// <summary>
    /// Whether the method can be used here at all. A method that sends codes cannot if the operator has no provider for its
    /// channel: it is not offered, accepts no answers, and people who have it on are told.
    /// </summary>
    public bool IsServed(string id) => Find(id) is not ISendsCodes { Channel: { } channel } || _providers.Carries(channel);

    public MethodDescription Describe(string id) =>
        (Find(id) ?? throw new ArgumentException($"There is no method '{id}'.", nameof(id))).Description;

    /// <summary>Returns the names of methods, each looked up when it is used, in the language of that moment.</summary>
    public IReadOnlyList<Func<string>> Names(IEnumerable<string> ids) => [.. ids.Select(id => (Func<string>)(() => Describe(id).Name))];

    /// <inheritdoc cref="IExplainsRefusals.WhyRefusedAsync"/>
    public async Task<string?> WhyRefusedAsync(
        string id, string userId, string purpose, string? answer, CancellationToken cancellationToken) =>
        Find(id) is IExplainsRefusals method ? await method.WhyRefusedAsync(userId, purpose, answer, cancellationToken) : null;
}
