namespace SecurityPortal.OpenId;

/// <summary>An application that a person has signed in to from here, or lets know who they are.</summary>
/// <param name="Id">Its <c>client_id</c>.</param>
/// <param name="Scopes">What it may know; empty when the person was never asked.</param>
/// <param name="LastUsedAt">The last sign-in there; null when there was none since the consent.</param>
/// <param name="IsSignedIn">Whether a session of the person is signed in there.</param>
public sealed record ConnectedApplication(
    string Id, string Name, string Host, IReadOnlyList<string> Scopes, DateTimeOffset? LastUsedAt, bool IsSignedIn);
