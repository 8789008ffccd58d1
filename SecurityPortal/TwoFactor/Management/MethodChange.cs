namespace SecurityPortal.TwoFactor.Management;

/// <summary>The result of a change, as ids of methods.</summary>
internal sealed record MethodChange
{
    public IReadOnlyList<string> On { get; init; } = [];

    public IReadOnlyList<string> Changed { get; init; } = [];

    public IReadOnlyList<string> Off { get; init; } = [];

    /// <summary>Keys and apps that were added to a method already on, each as the method's id, <c>/</c> and the item's id.</summary>
    public IReadOnlyList<string> AddedItems { get; init; } = [];

    /// <summary>The name of the last of them.</summary>
    public string? AddedName { get; init; }

    /// <summary>The person's other sessions that took part in the change; they stay signed in (R18).</summary>
    public IReadOnlyList<Guid> TookPart { get; init; } = [];
}
