namespace SecurityPortal.Platform.BackgroundJobs.Cleanup;

/// <summary>Rows of one kind that are deleted some time after their end.</summary>
internal interface IExpiredRows
{
    /// <summary>Deletes up to <paramref name="count"/> of them, the oldest first, and returns how many it deleted.</summary>
    Task<int> DeleteAsync(PortalDbContext db, DateTimeOffset now, int count, CancellationToken cancellationToken);
}
