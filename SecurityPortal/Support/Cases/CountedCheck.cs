namespace SecurityPortal.Support.Cases;

/// <summary>A passed check that is recent, and rests on nothing that was reported lost.</summary>
/// <param name="IsWordOfAsker">
/// Whether it rests only on the word of the agent who requests the action: a document they saw, a call they made.
/// </param>
internal sealed record CountedCheck(Guid Id, ProofChannel Channel, bool IsWordOfAsker);
