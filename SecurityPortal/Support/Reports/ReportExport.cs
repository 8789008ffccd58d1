using CsvHelper;
using SecurityPortal.Platform.Web;

namespace SecurityPortal.Support.Reports;

/// <summary>Exports reports as CSV, in batches: the figures of a period, or who is not protected.</summary>
internal sealed class ReportExport(
    IDbContextFactory<PortalDbContext> factory, ReportGate gate, SupportReports reports, UnprotectedPeople people, TimeProvider clock)
{
    private const int Batch = 500;

    /// <summary>Begins an export, which is counted and logged, or returns why not.</summary>
    public async Task<(ReportExtract? Extract, SupportFault? Fault)> BeginAsync(
        Guid sessionId, ReportRequest wish, CancellationToken cancellationToken = default)
    {
        if (wish.Gap is { } gap ? !Enum.IsDefined(gap) || (wish.Role is not null && !PortalRoles.IsStaff(wish.Role)) : !SupportReports.Periods.Contains(wish.Days))
        {
            return (null, SupportFault.InvalidInput);
        }

        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var fault = await gate.ExportAsync(
            db, sessionId, wish.Gap is { } of ? UnprotectedPeople.Describe(of, wish.Role) : SupportReports.Describe(wish.Days), cancellationToken);
        return fault is null ? (new(wish, clock.GetUtcNow()), null) : (null, fault);
    }

    public async Task WriteAsync(Stream to, ReportExtract extract, CancellationToken cancellationToken)
    {
        await using var text = new StreamWriter(to, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        await using var csv = SafeCsv.To(text);
        if (extract.Wish.Gap is { } gap)
        {
            await WritePeopleAsync(csv, gap, extract.Wish.Role, cancellationToken);
        }
        else
        {
            await WriteFiguresAsync(csv, extract.Wish.Days, cancellationToken);
        }
    }

    private async Task WritePeopleAsync(CsvWriter csv, ProtectionGap gap, string? role, CancellationToken cancellationToken)
    {
        await csv.WriteRowAsync("User name", "E-mail", "Methods");
        string? after = null;
        while (true)
        {
            // One read per batch: a single long one would keep the database from truncating its write-ahead log.
            await using var db = await factory.CreateDbContextAsync(cancellationToken);
            var rows = await people.ReadAsync(db, gap, role, after, Batch, cancellationToken);
            foreach (var row in rows)
            {
                await csv.WriteRowAsync(row.UserName, row.Email, string.Join("; ", row.Methods));
            }

            if (rows.Count < Batch)
            {
                return;
            }

            after = rows[^1].Id;
        }
    }

    private async Task WriteFiguresAsync(CsvWriter csv, int days, CancellationToken cancellationToken)
    {
        SupportReport report;
        await using (var db = await factory.CreateDbContextAsync(cancellationToken))
        {
            report = await reports.CountAsync(db, days, cancellationToken);
        }

        await csv.WriteRowAsync("Report", "Name", "Figure", "Number");
        foreach (var (table, name, figure, number) in Rows(report))
        {
            await csv.WriteRowAsync(table, name, figure, number.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static IEnumerable<(string Table, string Name, string Figure, long Number)> Rows(SupportReport report)
    {
        foreach (var row in report.Protection)
        {
            var who = row.Role ?? "Everybody";
            yield return ("Protection", who, "People", row.All);
            yield return ("Protection", who, nameof(row.NoMethod), row.NoMethod);
            yield return ("Protection", who, nameof(row.WeakOnly), row.WeakOnly);
            yield return ("Protection", who, nameof(row.OneWayIn), row.OneWayIn);
        }

        foreach (var row in report.Methods)
        {
            yield return ("Methods", row.Id, nameof(row.People), row.People);
        }

        foreach (var row in report.ProtectionByDay)
        {
            var day = row.Day.ToString("O", CultureInfo.InvariantCulture);
            yield return ("ProtectionByDay", day, "People", row.All);
            yield return ("ProtectionByDay", day, nameof(row.NoMethod), row.NoMethod);
            yield return ("ProtectionByDay", day, nameof(row.WeakOnly), row.WeakOnly);
            yield return ("ProtectionByDay", day, nameof(row.OneWayIn), row.OneWayIn);
        }

        foreach (var row in report.Checks)
        {
            yield return ("Checks", $"{row.Kind}", nameof(row.Passed), row.Passed);
            yield return ("Checks", $"{row.Kind}", nameof(row.Failed), row.Failed);
            yield return ("Checks", $"{row.Kind}", nameof(row.Other), row.Other);
        }

        var asked = report.Approvals;
        yield return ("Approvals", "", nameof(asked.Waiting), asked.Waiting);
        yield return ("Approvals", "", nameof(asked.Approved), asked.Approved);
        yield return ("Approvals", "", nameof(asked.Refused), asked.Refused);
        yield return ("Approvals", "", nameof(asked.Undecided), asked.Undecided);
        yield return ("Approvals", "", nameof(asked.Withdrawn), asked.Withdrawn);
        yield return ("Approvals", "", nameof(asked.Stopped), asked.Stopped);
        if (asked is { Median: { } median, Longest: { } longest })
        {
            yield return ("Approvals", "", "MedianSeconds", (long)median.TotalSeconds);
            yield return ("Approvals", "", "LongestSeconds", (long)longest.TotalSeconds);
        }

        foreach (var row in report.Workload)
        {
            var agent = row.Agent ?? "Not assigned";
            yield return ("Workload", agent, nameof(row.Open), row.Open);
            yield return ("Workload", agent, nameof(row.Overdue), row.Overdue);
            yield return ("Workload", agent, nameof(row.Closed), row.Closed);
            yield return ("Workload", agent, nameof(row.Requests), row.Requests);
            yield return ("Workload", agent, nameof(row.Checks), row.Checks);
        }

        foreach (var row in report.Days)
        {
            var day = row.Day.ToString("O", CultureInfo.InvariantCulture);
            yield return ("Days", day, nameof(row.Opened), row.Opened);
            yield return ("Days", day, nameof(row.Closed), row.Closed);
        }
    }
}
