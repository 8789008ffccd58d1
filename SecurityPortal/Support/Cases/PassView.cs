namespace SecurityPortal.Support.Cases;

/// <summary>A temporary pass, without what it says.</summary>
/// <param name="ShownAt">When its page showed it.</param>
/// <param name="EndedAt">When it was used or voided; when its time is over, that.</param>
public sealed record PassView(PassState State, DateTimeOffset? ShownAt, DateTimeOffset EndedAt);
