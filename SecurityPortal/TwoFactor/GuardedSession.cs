using SecurityPortal.Authentication.Sessions;

namespace SecurityPortal.TwoFactor;

/// <summary>A session that may change methods, with the methods as they were at the check.</summary>
internal sealed record GuardedSession(LiveSession Session, EnrolledMethods Enrolled);
