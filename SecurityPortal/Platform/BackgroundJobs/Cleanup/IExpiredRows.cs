namespace SecurityPortal.Platform.BackgroundJobs.Cleanup;

/// <summary>Rows of one kind that nobody needs any more after a while.</summary>
internal interface IExpiredRows
{
    /// <summary>Deletes up to <paramref name="count"/> of them, the oldest first; the result is how many.</summary>
    Task<int> DeleteAsync(PortalDbContext db, DateTimeOffset now, int count, CancellationToken cancellationToken);
}
