using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SecurityPortal.ActivityLog;
using SecurityPortal.Data;

namespace SecurityPortal.Commands;

/// <summary>Checks the whole chain of the activity log.</summary>
internal sealed class LogVerifyCommand : IPortalCommand
{
    public string[] Verb => ["log", "verify"];

    public string Usage => "log verify [--head | --since <head>]";

    public string Description => "checks the chain of the activity log and says where it breaks; --head prints a line to keep elsewhere, --since checks that the log grew from it";

    public async Task<int> RunAsync(IServiceProvider services, string[] args, TextWriter output, TextWriter errors)
    {
        var since = args is ["--since", var kept] ? LogAnchor.Parse(kept) : null;
        var isHead = args is ["--head"];
        if (args.Length > 0 && since is null && !isHead)
        {
            return 2;
        }

        switch (await services.GetRequiredService<ActivityLogVerifier>().VerifyAsync(since))
        {
            case LogCheck.Intact { Last: > 0 } intact when isHead:
                await output.WriteLineAsync(intact.Head.ToString());
                return 0;
            case LogCheck.Intact { Last: 0 }:
                await output.WriteLineAsync("The log is empty.");
                return 0;
            case LogCheck.Intact intact:
                await output.WriteLineAsync($"The log is intact: entries {intact.First} to {intact.Last}, head {intact.Head}.");
                return 0;
            case LogCheck.Broken broken:
                await errors.WriteLineAsync($"The log is BROKEN at entry {broken.Sequence}: {Explain(broken.Break)}.");
                return 1;
            case LogCheck.TooOld old:
                await errors.WriteLineAsync(
                    $"The log is intact in itself, but entry {old.Sequence} has been dropped for its age: it cannot be compared with the head that was kept.");
                return 1;
            default:
                throw new InvalidOperationException();
        }
    }

    private static string Explain(LogBreak how) => how switch
    {
        LogBreak.EntryChanged => "it was changed, or the one before it was exchanged",
        LogBreak.EntryMissing => "it is missing",
        LogBreak.EntryInserted => "it was inserted",
        LogBreak.EndCutOff => "it and all that came after it were cut off",
        LogBreak.HeadChanged => "the record of the newest entry was changed",
    };
}

/// <summary>Writes the activity log out, one JSON object a line.</summary>
internal sealed class LogExportCommand : IPortalCommand
{
    public string[] Verb => ["log", "export"];

    public string Usage => "log export";

    public string Description => "writes the activity log as JSON lines";

    public async Task<int> RunAsync(IServiceProvider services, string[] args, TextWriter output, TextWriter errors)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        await foreach (var entry in db.Set<ActivityEntry>().AsNoTracking().OrderBy(row => row.Sequence).AsAsyncEnumerable())
        {
            await output.WriteLineAsync(JsonSerializer.Serialize(
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
