namespace SecurityPortal.Support.Cases;

/// <summary>Reads which checks of a case still count.</summary>
internal sealed class CallerProofs(LostReports lostReports, IOptions<SupportOptions> options, TimeProvider clock)
{
    /// <summary>Returns the proof of a case, as it counts for a request by this member of staff.</summary>
    /// <param name="askerId">The agent who requests, or requested, the action.</param>
    public async Task<CallerProof> FindAsync(
        PortalDbContext db, Guid caseId, string userId, string askerId, CancellationToken cancellationToken)
    {
        var freshest = clock.GetUtcNow() - options.Value.CheckLifetime;
        var checks = await db.Set<CaseCheck>().AsNoTracking()
            .Where(row => row.CaseId == caseId && row.State == CheckState.Passed && row.DecidedAt > freshest)
            .OrderByDescending(row => row.DecidedAt).Select(row => new { row.Id, row.Kind, row.By }).ToListAsync(cancellationToken);
        var lost = await lostReports.FindAsync(db, userId, cancellationToken);
        return new([.. checks
            .Select(check => (check.Id, Channel: ProofChannels.Of(check.Kind), IsWord: IsWord(check.Kind) && check.By == askerId))
            .Where(check => !check.Channel.IsLost(lost))
            .Select(check => new CountedCheck(check.Id, check.Channel, check.IsWord))]);
    }

    private static bool IsWord(CheckKind kind) => kind is CheckKind.IdentityDocument or CheckKind.CallBack;
}
