namespace SecurityPortal.OpenId;

/// <summary>An application that a person has signed in to through the portal, or has given consent to.</summary>
/// <param name="Id">Its <c>client_id</c>.</param>
/// <param name="Scopes">What it may learn, in words; empty when the person was never asked.</param>
/// <param name="LastUsedAt">The last sign-in there; null when the portal has no record of one.</param>
/// <param name="IsSignedIn">Whether one of the person's live sessions is signed in there.</param>
/// <param name="AsksConsent">Whether it needs consent; the operator's own applications do not.</param>
public sealed record ConnectedApplication(
    string Id, string Name, string Host, IReadOnlyList<string> Scopes, DateTimeOffset? LastUsedAt, bool IsSignedIn, bool AsksConsent);
