namespace SecurityPortal.Authentication.Sessions;

/// <summary>Knows which sessions are limited to enrolment. Implemented where methods are known.</summary>
internal interface IEnrolmentDuty
{
    /// <summary>Whether this session is limited to enrolment at this moment.</summary>
    Task<bool> BindsAsync(PortalDbContext db, LiveSession session, CancellationToken cancellationToken);
}
