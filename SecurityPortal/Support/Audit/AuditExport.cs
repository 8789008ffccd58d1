using SecurityPortal.Audit;
using SecurityPortal.Platform.Web;

namespace SecurityPortal.Support.Audit;

/// <summary>
/// Exports the log in batches, however long it is: as CSV for spreadsheets or as JSON lines for programs. It holds everyone's
/// names, so only leads may export it, with a recent use of their own key and a few times an hour.
/// </summary>
internal sealed class AuditExport(
    IDbContextFactory<PortalDbContext> factory, SupportGuard guard, AgentTallies tallies, AuditLogWriter log,
    IOptions<SupportOptions> options, TimeProvider clock)
{
    private const int Batch = 500;

    /// <summary>Returns why the session may not export now; null when it may. Counts and logs nothing.</summary>
    public async Task<SupportFault?> CheckAsync(Guid sessionId, CancellationToken cancellationToken = default)
    {
        var (agent, fault) = await guard.CheckAsync(sessionId, cancellationToken);
        return agent is null ? fault : Fault(agent);
    }

    /// <summary>Begins an export, which is counted and logged with its filter and number of entries, or returns why not.</summary>
    public async Task<(AuditExtract? Extract, SupportFault? Fault)> BeginAsync(
        Guid sessionId, AuditExportFormat format, AuditFilter filter, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var (agent, none) = await guard.CheckAsync(db, sessionId, cancellationToken);
        if (agent is null)
        {
            return (null, none);
        }

        var fault = Fault(agent);
        if (fault is null && !await tallies.TryCountAsync(
            db, agent.Id, AgentTallies.Exports, options.Value.ExportsPerHour, cancellationToken))
        {
            fault = SupportFault.TooManyActions;
        }

        if (fault is { } wrong)
        {
            await guard.DenyAsync(agent, "", "export the log", wrong, cancellationToken);
            return (null, wrong);
        }

        var last = await db.Set<AuditLogEntry>().MaxAsync(entry => (long?)entry.Sequence, cancellationToken) ?? 0;
        var count = await filter.Apply(db, db.Set<AuditLogEntry>()).CountAsync(entry => entry.Sequence <= last, cancellationToken);
        await log.AppendAsync(
            agent.AuditEvent("", AuditEvents.LogExported, $"{format} {count}: {filter.Describe()}"), cancellationToken);
        return (new(format, filter, last, clock.GetUtcNow()), null);
    }

    public async Task WriteAsync(Stream to, AuditExtract extract, CancellationToken cancellationToken)
    {
        await using var text = new StreamWriter(to, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        if (extract.Format == AuditExportFormat.Csv)
        {
            await WriteCsvAsync(text, extract, cancellationToken);
        }
        else
        {
            await WriteJsonAsync(text, extract, cancellationToken);
        }
    }

    private SupportFault? Fault(Agent agent) =>
        !agent.IsLead ? SupportFault.NotLead : !guard.IsConfirmed(agent) ? SupportFault.NeedsConfirmation : null;

    private async Task WriteCsvAsync(StreamWriter text, AuditExtract extract, CancellationToken cancellationToken)
    {
        await using var csv = SafeCsv.To(text);
        string[] head = ["Number", "Time", "Person", "By", "Case", "Event", "Detail", "Address", "Browser", "Hash"];
        await csv.WriteRowAsync(head);
        await foreach (var (entry, hash) in ReadAsync(extract, cancellationToken))
        {
            csv.WriteField(entry.Sequence);
            csv.WriteField(entry.At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
            csv.WriteField(entry.Person.Length > 0 ? entry.Person : entry.UserId);
            csv.WriteField(entry.Actor);
            csv.WriteField(entry.CaseNumber);
            csv.WriteField(entry.Event);
            csv.WriteField(entry.Detail);
            csv.WriteField(entry.Address);
            csv.WriteField(entry.UserAgent);
            csv.WriteField(hash);
            await csv.NextRecordAsync();
        }
    }

    private async Task WriteJsonAsync(StreamWriter text, AuditExtract extract, CancellationToken cancellationToken)
    {
        await foreach (var (entry, hash) in ReadAsync(extract, cancellationToken))
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
                    entry.Address,
                    Browser = entry.UserAgent,
                    Hash = hash,
                },
                JsonSerializerOptions.Web).AsMemory(), cancellationToken);
        }
    }

    private async IAsyncEnumerable<(SupportAuditEntry Entry, string Hash)> ReadAsync(
        AuditExtract extract, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long after = 0;
        while (true)
        {
            // One read per batch: a single long one would keep the database from truncating its write-ahead log.
            await using var db = await factory.CreateDbContextAsync(cancellationToken);
            var rows = await extract.Filter.Apply(db, db.Set<AuditLogEntry>().AsNoTracking())
                .Where(entry => entry.Sequence > after && entry.Sequence <= extract.Last)
                .OrderBy(entry => entry.Sequence).Take(Batch).ToListAsync(cancellationToken);
            foreach (var pair in (await SupportAuditLog.NamedAsync(db, rows, cancellationToken)).Zip(rows))
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
