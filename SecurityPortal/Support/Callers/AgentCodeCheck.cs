using Microsoft.AspNetCore.Identity;
using SecurityPortal.Audit;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Platform.RateLimiting;
using SecurityPortal.Support.Audit;

namespace SecurityPortal.Support.Callers;

/// <summary>
/// Lets callers check the agent when they cannot sign in, which is why they called: they enter their own name and the code that
/// the agent read out. Without the name, anyone with a case of their own could pose as support with its code. Every mismatch
/// gets the same answer, which reveals nothing about accounts or cases (ASVS 6.3.8).
/// </summary>
internal sealed class AgentCodeCheck(
    IDbContextFactory<PortalDbContext> factory, AgentCodes codes, ILookupNormalizer names, RateLimits limits, AuditLogWriter log)
{
    /// <summary>Attempts from one network per <see cref="Period"/>.</summary>
    public const int PerNetwork = 10;

    /// <summary>
    /// Wrong codes, from all networks, after which the public page no longer confirms a code (NIST SP 800-63B-4, 3.2.2). One
    /// network cannot use them up, and the person's own page still shows the code.
    /// </summary>
    public const int MaxWrong = 100;

    private const int MaxNameLength = 256;

    /// <summary>The period over which a network's attempts are counted.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromMinutes(10);

    /// <summary>Compares what was typed. The attempt is counted first.</summary>
    /// <param name="name">The caller's own e-mail address or user name.</param>
    /// <param name="typed">The code, with or without its space.</param>
    public async Task<AgentCodeAnswer> CompareAsync(
        string? name, string? typed, ClientInfo client, CancellationToken cancellationToken = default)
    {
        if (!await limits.TakeAsync($"agent-code:{client.Network}", PerNetwork, Period, cancellationToken))
        {
            return new AgentCodeAnswer.TooMany();
        }

        var digits = new string([.. (typed ?? "").Where(char.IsAsciiDigit).Take(AgentCodes.Length + 1)]);
        if (VisibleText.Trim(name) is not { Length: > 0 and <= MaxNameLength } known || digits.Length != AgentCodes.Length)
        {
            return new AgentCodeAnswer.NotConfirmed();
        }

        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var (email, userName) = (names.NormalizeEmail(known), names.NormalizeName(known));
        var userId = await db.Users.Where(user => user.NormalizedEmail == email || user.NormalizedUserName == userName)
            .OrderBy(user => user.NormalizedEmail == email ? 0 : 1).Select(user => user.Id).FirstOrDefaultAsync(cancellationToken);
        if (userId is null || await codes.FindOfPersonAsync(db, userId, cancellationToken) is not var (caseId, shown)
            || !await ReserveAsync(db, caseId, cancellationToken))
        {
            return new AgentCodeAnswer.NotConfirmed();
        }

        if (!string.Equals(shown.Digits, digits, StringComparison.Ordinal))
        {
            // One entry is enough to show that someone is guessing: strangers must not fill the log.
            if (await limits.TakeAsync($"agent-code-wrong:{caseId}", cap: 1, Period, cancellationToken))
            {
                await LogAsync(AuditEvents.AgentCodeWrong);
            }

            return new AgentCodeAnswer.NotConfirmed();
        }

        await db.Set<AgentCode>().Where(code => code.CaseId == caseId && code.Wrong > 0)
            .ExecuteUpdateAsync(set => set.SetProperty(code => code.Wrong, code => code.Wrong - 1), cancellationToken);
        await LogAsync(AuditEvents.AgentCodeConfirmed);
        return new AgentCodeAnswer.Confirmed(shown.CaseNumber, shown.Opened);

        // Nobody knows who typed it, so the portal is the actor.
        Task LogAsync(AuditEventType type) => log.AppendAsync(
            new AuditEvent(userId, type, LogDetails.InCase("", shown.CaseNumber)) { Actor = "portal" }.From(client), cancellationToken);
    }

    // Counts before comparing, so that concurrent attempts cannot exceed the limit.
    private static async Task<bool> ReserveAsync(PortalDbContext db, Guid caseId, CancellationToken cancellationToken) =>
        await db.Set<AgentCode>().Where(code => code.CaseId == caseId && code.Wrong < MaxWrong)
            .ExecuteUpdateAsync(set => set.SetProperty(code => code.Wrong, code => code.Wrong + 1), cancellationToken) == 1;
}
