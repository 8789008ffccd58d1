namespace SecurityPortal.Accounts.Recovery;

/// <summary>One thing that a person can show.</summary>
/// <param name="Step">The id of the method, or what else it is called in the log.</param>
/// <param name="Hint">The masked address or number; null where there is none.</param>
/// <param name="IsGiven">Whether it was shown in this sign-in.</param>
/// <param name="CodeSent">Whether a code was sent in this sign-in.</param>
internal sealed record ProofOption(ProofKind Kind, string Step, string? Hint, bool IsGiven, bool CodeSent);
