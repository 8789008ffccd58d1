using SecurityPortal.Audit;

namespace SecurityPortal.Hosting.Cli;

/// <summary>Writes the audit log as JSON, one object per line.</summary>
internal sealed class LogExportCommand() : PortalVerb("log export", "writes the activity log as JSON lines")
{
    public override async Task<int> RunAsync(VerbCall call)
    {
        await using var db = await call.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        await foreach (var entry in db.Set<AuditLogEntry>().AsNoTracking().OrderBy(row => row.Sequence).AsAsyncEnumerable())
        {
            await call.Output.WriteLineAsync(JsonSerializer.Serialize(
                new
                {
                    entry.Sequence,
                    entry.At,
                    entry.UserId,
                    entry.Actor,
                    entry.Event,
                    entry.Detail,
                    entry.Address,
                    entry.UserAgent,
                    Hash = Convert.ToHexStringLower(entry.Hash),
                },
                JsonSerializerOptions.Web));
        }

        return 0;
    }
}
