namespace SecurityPortal.Support.Cases;

/// <summary>A temporary pass, without its code.</summary>
/// <param name="ShownAt">When its page showed it.</param>
/// <param name="EndedAt">When it was used or voided; otherwise when it expires.</param>
public sealed record PassView(PassState State, DateTimeOffset? ShownAt, DateTimeOffset EndedAt);
