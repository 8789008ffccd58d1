using System.Globalization;
using System.Text;
using System.Text.Json;
using CsvHelper;
using CsvHelper.Configuration;
using Microsoft.EntityFrameworkCore;
using SecurityPortal.ActivityLog;
using SecurityPortal.Data;

namespace SecurityPortal.Support.Trail;

/// <summary>Writes the log out piece by piece, however long it is: as CSV for spreadsheets, as JSON lines for programs.</summary>
internal sealed class TrailExport(IDbContextFactory<PortalDbContext> factory, SupportGuard guard, ActivityLogWriter log)
{
    private const int Batch = 500;

    /// <summary>Whether the session may; an export is logged when it begins.</summary>
    public async Task<SupportFault?> BeginAsync(Guid sessionId, TrailFormat format, CancellationToken cancellationToken)
    {
        var (agent, fault) = await guard.CheckAsync(sessionId, cancellationToken);
        if (agent is null)
        {
            return fault;
        }

        await log.AppendAsync(agent.Activity("", ActivityEvents.LogExported, format.ToString()), cancellationToken);
        return null;
    }

    public async Task WriteAsync(Stream to, TrailFormat format, TrailFilter filter, CancellationToken cancellationToken)
    {
        await using var text = new StreamWriter(to, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        if (format == TrailFormat.Csv)
        {
            await WriteCsvAsync(text, filter, cancellationToken);
        }
        else
        {
            await WriteJsonAsync(text, filter, cancellationToken);
        }
    }

    private async Task WriteCsvAsync(StreamWriter text, TrailFilter filter, CancellationToken cancellationToken)
    {
        // A cell that begins as a formula does gets an apostrophe before it, so that spreadsheets show it (OWASP, CSV injection).
        await using var csv = new CsvWriter(
            text, new CsvConfiguration(CultureInfo.InvariantCulture) { InjectionOptions = InjectionOptions.Escape }, leaveOpen: true);
        string[] head = ["Number", "Time", "Person", "By", "Case", "Event", "Detail", "Hash"];
        foreach (var column in head)
        {
            csv.WriteField(column);
        }

        await csv.NextRecordAsync();
        await foreach (var (entry, hash) in ReadAsync(filter, cancellationToken))
        {
            csv.WriteField(entry.Sequence);
            csv.WriteField(entry.At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
            csv.WriteField(entry.Person.Length > 0 ? entry.Person : entry.UserId);
            csv.WriteField(entry.Actor);
            csv.WriteField(entry.CaseNumber);
            csv.WriteField(entry.Event);
            csv.WriteField(entry.Detail);
            csv.WriteField(hash);
            await csv.NextRecordAsync();
        }
    }

    private async Task WriteJsonAsync(StreamWriter text, TrailFilter filter, CancellationToken cancellationToken)
    {
        await foreach (var (entry, hash) in ReadAsync(filter, cancellationToken))
        {
            await text.WriteLineAsync(JsonSerializer.Serialize(
                new
                {
                    Number = entry.Sequence,
                    Time = entry.At,
                    entry.UserId,
                    entry.Person,
                    By = entry.Actor,
                    Case = entry.CaseNumber,
                    entry.Event,
                    entry.Detail,
                    Hash = hash,
                },
                JsonSerializerOptions.Web).AsMemory(), cancellationToken);
        }
    }

    private async IAsyncEnumerable<(TrailEntry Entry, string Hash)> ReadAsync(
        TrailFilter filter, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long after = 0;
        while (true)
        {
            // A read of its own for each piece: one long one would hold the database's log back.
            await using var db = await factory.CreateDbContextAsync(cancellationToken);
            var rows = await filter.Apply(db, db.Set<ActivityEntry>().AsNoTracking()).Where(entry => entry.Sequence > after)
                .OrderBy(entry => entry.Sequence).Take(Batch).ToListAsync(cancellationToken);
            foreach (var pair in (await SupportTrail.NamedAsync(db, rows, cancellationToken)).Zip(rows))
            {
                yield return (pair.First, Convert.ToHexStringLower(pair.Second.Hash));
            }

            if (rows.Count < Batch)
            {
                yield break;
            }

            after = rows[^1].Sequence;
        }
    }
}

/// <summary>How the log is written out.</summary>
public enum TrailFormat
{
    Csv,
    JsonLines,
}
