namespace SecurityPortal.Platform.Database;

/// <summary>
/// Voids one kind of data when the database was restored from a backup, because it may have been used, ended or revoked since
/// the backup. Other folders register theirs.
/// </summary>
/// <param name="What">Its name in the report, such as <c>sessions</c>.</param>
/// <param name="VoidAsync">Voids it within the caller's transaction, and returns how many there were.</param>
internal sealed record RestoreStep(string What, Func<PortalDbContext, DateTimeOffset, CancellationToken, Task<int>> VoidAsync)
{
    /// <summary>The option of <c>SecurityPortal restored</c> that keeps these; null when there is none.</summary>
    public string? KeptBy { get; init; }
}
