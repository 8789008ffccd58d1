using SecurityPortal.Authentication.Sessions;

namespace SecurityPortal.TwoFactor.Management;

/// <summary>A session that may change methods, with the methods as they were when it was checked.</summary>
internal sealed record GuardedSession(LiveSession Session, EnrolledMethods Enrolled);
