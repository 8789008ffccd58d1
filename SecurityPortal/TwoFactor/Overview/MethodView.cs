namespace SecurityPortal.TwoFactor.Overview;

/// <summary>One row of the two-factor screen.</summary>
public sealed record MethodView(
    MethodDescription Description,
    DateTimeOffset? Since,
    MethodDetail? Detail,
    int Count,
    bool IsPreferred,
    bool HasItems,
    MethodDescription? NeedsFirst,
    bool NeedsAnyFirst)
{
    public bool IsOn => Since is not null;

    /// <summary>Why the method cannot be set up at the moment, in the person's language.</summary>
    public string? Obstacle { get; init; }

    /// <summary>Whether its switch is enabled.</summary>
    public bool IsAvailable => IsOn || (NeedsFirst is null && !NeedsAnyFirst && Obstacle is null);
}
