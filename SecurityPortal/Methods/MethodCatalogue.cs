namespace SecurityPortal.Methods;

/// <summary>All methods there are, strongest first.</summary>
internal sealed class MethodCatalogue
{
    private readonly Dictionary<string, ITwoFactorMethod> _byId;

    public MethodCatalogue(IEnumerable<ITwoFactorMethod> methods)
    {
        All = [.. methods.OrderBy(method => method.Description.Section)
            .ThenByDescending(method => method.Description.Strength)
            .ThenBy(method => method.Description.Order)];
        _byId = All.ToDictionary(method => method.Description.Id);
    }

    public IReadOnlyList<ITwoFactorMethod> All { get; }

    /// <summary>The method of this id, or null: ids come from addresses and forms.</summary>
    public ITwoFactorMethod? Find(string? id) => _byId.GetValueOrDefault(id ?? "");

    public MethodDescription Describe(string id) =>
        (Find(id) ?? throw new ArgumentException($"There is no method '{id}'.", nameof(id))).Description;

    /// <inheritdoc cref="IExplainsRefusals.WhyRefusedAsync"/>
    public async Task<string?> WhyRefusedAsync(string id, string userId, string? answer, CancellationToken cancellationToken) =>
        Find(id) is IExplainsRefusals method ? await method.WhyRefusedAsync(userId, answer, cancellationToken) : null;
}
