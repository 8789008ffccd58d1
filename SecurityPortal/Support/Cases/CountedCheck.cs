namespace SecurityPortal.Support.Cases;

/// <summary>A passed check that is fresh, and rests on nothing that was reported lost.</summary>
/// <param name="IsWordOfAsker">
/// Whether it is no more than what the person who asks for the action recorded: a document they saw, a call they made.
/// </param>
internal sealed record CountedCheck(Guid Id, ProofChannel Channel, bool IsWordOfAsker);
