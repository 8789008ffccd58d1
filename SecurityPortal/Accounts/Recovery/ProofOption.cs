namespace SecurityPortal.Accounts.Recovery;

/// <summary>A proof that a person can give.</summary>
/// <param name="Step">The id of the method, or the name under which the log records the proof.</param>
/// <param name="Hint">The masked address or number; null if there is none.</param>
/// <param name="IsGiven">Whether it was given in this sign-in.</param>
/// <param name="CodeSent">Whether a code was sent in this sign-in.</param>
internal sealed record ProofOption(ProofKind Kind, string Step, string? Hint, bool IsGiven, bool CodeSent);
