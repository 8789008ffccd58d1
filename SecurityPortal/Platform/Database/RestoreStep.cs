namespace SecurityPortal.Platform.Database;

/// <summary>
/// What has to be voided of one kind when the database was restored from a backup, because it may have been used, ended or
/// taken back since. Other folders register theirs.
/// </summary>
/// <param name="What">What it is called where it is counted, such as <c>sessions</c>.</param>
/// <param name="VoidAsync">Voids it within the caller's transaction; the result is how many there were.</param>
internal sealed record RestoreStep(string What, Func<PortalDbContext, DateTimeOffset, CancellationToken, Task<int>> VoidAsync)
{
    /// <summary>The option of <c>SecurityPortal restored</c> that leaves these as they are; null when nothing does.</summary>
    public string? KeptBy { get; init; }
}
