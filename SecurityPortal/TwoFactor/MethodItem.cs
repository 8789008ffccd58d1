namespace SecurityPortal.TwoFactor;

/// <summary>One key or app.</summary>
public sealed record MethodItem(Guid Id, string Name, DateTimeOffset AddedAt, DateTimeOffset? LastUsedAt)
{
    /// <summary>Further facts about the item, in the person's language, a few words each.</summary>
    public IReadOnlyList<string> Facts { get; init; } = [];
}
