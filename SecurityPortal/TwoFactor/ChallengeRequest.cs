using SecurityPortal.Authentication.Sessions;

namespace SecurityPortal.TwoFactor;

/// <summary>The person and purpose for which a method opens a challenge.</summary>
/// <param name="Session">The session of an enrolment or a confirmation; null at sign-in.</param>
internal sealed record ChallengeRequest(string UserId, string Purpose, Guid? Session, ClientInfo Client);
