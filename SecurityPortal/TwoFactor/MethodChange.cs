namespace SecurityPortal.TwoFactor;

/// <summary>The result of a change, as ids of methods.</summary>
internal sealed record MethodChange
{
    public IReadOnlyList<string> On { get; init; } = [];

    public IReadOnlyList<string> Changed { get; init; } = [];

    public IReadOnlyList<string> Off { get; init; } = [];

    /// <summary>Keys and apps that were added to a method that was on: its id, <c>/</c>, and the id of the item.</summary>
    public IReadOnlyList<string> AddedItems { get; init; } = [];

    /// <summary>The name of the last of those.</summary>
    public string? AddedName { get; init; }

    /// <summary>Other sessions of the person that took part in it: they go on (R18).</summary>
    public IReadOnlyList<Guid> TookPart { get; init; } = [];
}
