using SecurityPortal.Authentication.Sessions;

namespace SecurityPortal.TwoFactor;

/// <summary>For whom and what a method begins something.</summary>
/// <param name="Session">The session of an enrolment or a confirmation; null at a sign-in.</param>
internal sealed record ChallengeRequest(string UserId, string Purpose, Guid? Session, ClientInfo Client);
