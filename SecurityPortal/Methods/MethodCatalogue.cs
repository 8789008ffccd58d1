namespace SecurityPortal.Methods;

/// <summary>All methods there are, strongest first.</summary>
internal sealed class MethodCatalogue(IEnumerable<ITwoFactorMethod> methods)
{
    private readonly IReadOnlyList<ITwoFactorMethod> _methods =
        [.. methods.OrderBy(method => method.Description.Section)
            .ThenByDescending(method => method.Description.Strength)
            .ThenBy(method => method.Description.Order)];

    public IReadOnlyList<ITwoFactorMethod> All => _methods;

    /// <summary>The method of this id, or null: ids come from addresses and forms.</summary>
    public ITwoFactorMethod? Find(string? id) => _methods.FirstOrDefault(method => method.Description.Id == id);

    public MethodDescription Describe(string id) =>
        (Find(id) ?? throw new ArgumentException($"There is no method '{id}'.", nameof(id))).Description;
}
