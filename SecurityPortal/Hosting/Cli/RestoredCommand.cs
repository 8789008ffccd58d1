using System.CommandLine;
using SecurityPortal.Audit;

namespace SecurityPortal.Hosting.Cli;

/// <summary>
/// Run once after the database was restored from a backup. What the portal had issued by then may have been used or revoked
/// since, and would work again. A new key for issued secrets voids all of them, whatever their kind, and the restore steps
/// end whatever is pending or shown as active.
/// </summary>
internal sealed class RestoredCommand : PortalVerb
{
    private const string KeepBackupCodes = "--keep-backup-codes";

    private readonly Option<bool> _keep = new(KeepBackupCodes) { Description = "keeps the backup codes as they are in the backup; only if you know that none has been used since" };

    public RestoredCommand()
        : base("restored", "run this after restoring a backup: voids everything that was issued before, so that nothing works twice") => Command.Add(_keep);

    public override async Task<int> RunAsync(VerbCall call)
    {
        var (services, kept) = (call.Services, call.Given.GetValue(_keep) ? KeepBackupCodes : null);
        var factory = services.GetRequiredService<IDbContextFactory<PortalDbContext>>();
        await using var alone = await PortalLock.ClaimAsync(factory);
        await using var db = await factory.CreateDbContextAsync();
        var newest = await db.Set<AuditLogEntry>().MaxAsync(entry => (DateTimeOffset?)entry.At);
        await using var transaction = await db.Database.BeginTransactionAsync();
        var takeIntoUse = await services.GetRequiredService<KeyedHash>().RenewIssuedAsync(db);
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        List<string> lines = [];
        foreach (var step in services.GetServices<RestoreStep>().Where(step => step.KeptBy is null || step.KeptBy != kept))
        {
            lines.Add($"- {step.What}: {await step.VoidAsync(db, now, CancellationToken.None)}");
        }

        await services.GetRequiredService<AuditLogWriter>().AppendAsync(
            db, new("", AuditEvents.Restored, kept ?? "") { Actor = AuditActors.Operator });
        await transaction.CommitAsync();
        takeIntoUse();
        await call.Output.WriteLineAsync(
            $"""
            No longer valid, like every code, link and pass issued before:
            {string.Join('\n', lines)}
            Everything that changed after the backup is lost: new passwords, methods that were added or turned
            off, roles and accounts that were removed, answers of "This wasn't me". {Newest(newest)}
            """);
        return 0;
    }

    private static string Newest(DateTimeOffset? newest) => newest is null
        ? "Its log is empty."
        : $"The newest entry in its log is from {newest.Value.ToString("u", CultureInfo.InvariantCulture)}.";
}
