using System.CommandLine;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SecurityPortal.ActivityLog;
using SecurityPortal.Data;

namespace SecurityPortal.Commands;

/// <summary>
/// Run once after the database was restored from a backup: what the portal had handed out by then may have been used or
/// taken back since, and would work again. Its key is exchanged, so none of it does, whatever kind it is; and what waits,
/// or is shown as alive, ends with it.
/// </summary>
internal sealed class RestoredCommand : PortalVerb
{
    private const string KeepBackupCodes = "--keep-backup-codes";

    private readonly Option<bool> _keep = new(KeepBackupCodes) { Description = "leaves backup codes as the backup has them: for who knows that none was used since" };

    public RestoredCommand()
        : base("restored", "after a restore from a backup: voids what was handed out before, so that nothing works twice") => Command.Add(_keep);

    public override async Task<int> RunAsync(VerbCall call)
    {
        var (services, kept) = (call.Services, call.Given.GetValue(_keep) ? KeepBackupCodes : null);
        var factory = services.GetRequiredService<IDbContextFactory<PortalDbContext>>();
        await using var alone = await PortalLock.ClaimAsync(factory);
        await using var db = await factory.CreateDbContextAsync();
        var newest = await db.Set<ActivityEntry>().MaxAsync(entry => (DateTimeOffset?)entry.At);
        await using var transaction = await db.Database.BeginTransactionAsync();
        var takeIntoUse = await services.GetRequiredService<KeyedHash>().RenewIssuedAsync(db);
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        List<string> lines = [];
        foreach (var step in services.GetServices<RestoreStep>().Where(step => step.KeptBy is null || step.KeptBy != kept))
        {
            lines.Add($"- {step.What}: {await step.VoidAsync(db, now, CancellationToken.None)}");
        }

        await services.GetRequiredService<ActivityLogWriter>().AppendAsync(
            db, new("", ActivityEvents.Restored, kept ?? "") { Actor = ActivityActors.Operator });
        await transaction.CommitAsync();
        takeIntoUse();
        await call.Output.WriteLineAsync(
            $"""
            Void from now on, with every code, link and pass that was handed out before:
            {string.Join('\n', lines)}
            What changed after the backup is lost and cannot be known from it: new passwords, methods that were added or taken
            off, roles and accounts that were taken away, answers of "This wasn't me". {Newest(newest)}
            """);
        return 0;
    }

    private static string Newest(DateTimeOffset? newest) => newest is null
        ? "Its log is empty."
        : $"Its newest entry of the log is of {newest.Value.ToString("u", CultureInfo.InvariantCulture)}.";
}
