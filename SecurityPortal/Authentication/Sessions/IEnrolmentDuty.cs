namespace SecurityPortal.Authentication.Sessions;

/// <summary>Knows which sessions lead to enrolment and to nothing else. Implemented where methods are known.</summary>
internal interface IEnrolmentDuty
{
    /// <summary>Whether this one does, at this moment.</summary>
    Task<bool> BindsAsync(PortalDbContext db, LiveSession session, CancellationToken cancellationToken);
}
