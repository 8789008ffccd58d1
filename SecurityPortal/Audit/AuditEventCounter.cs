using System.Data.Common;
using System.Diagnostics.Metrics;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace SecurityPortal.Audit;

/// <summary>
/// Counts log entries as metrics for the operator, once they are committed: an attempt that is rolled back, or retried
/// after a conflict, is not counted. No metric holds a person or an address.
/// </summary>
internal sealed class AuditEventCounter : DbTransactionInterceptor
{
    private const string Passed = "passed";
    private const string Refused = "refused";

    private static readonly string[] Deeds =
        [AuditEvents.Unlocked, AuditEvents.PassSent, AuditEvents.MethodOff, AuditEvents.SessionEnded];

    private readonly Counter<long> _events;
    private readonly Counter<long> _signIns;
    private readonly Counter<long> _challenges;
    private readonly Counter<long> _support;

    public AuditEventCounter(IMeterFactory meters)
    {
        var meter = meters.Create("SecurityPortal");
        _events = meter.CreateCounter<long>("security_portal.events", "{event}", "Entries of the log, by event.");
        _signIns = meter.CreateCounter<long>(
            "security_portal.sign_ins", "{sign_in}", "Sign-ins that ended in a session, and wrong passwords and passkeys, by outcome and what was shown.");
        _challenges = meter.CreateCounter<long>(
            "security_portal.challenges", "{challenge}", "Second steps and confirmations answered, by method and outcome.");
        _support = meter.CreateCounter<long>(
            "security_portal.support_actions", "{action}", "Resets, passes and unlocks by support, by kind and outcome.");
    }

    public override Task TransactionCommittedAsync(
        DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        CountAll(eventData.Context);
        return Task.CompletedTask;
    }

    public override void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) =>
        CountAll(eventData.Context);

    private void CountAll(DbContext? db)
    {
        if (db is null || !_events.Enabled)
        {
            return;
        }

        foreach (var entry in db.ChangeTracker.Entries<AuditLogEntry>().ToList())
        {
            Count(entry.Entity);

            // A second transaction through the same context must not count it again.
            entry.State = EntityState.Detached;
        }
    }

    private void Count(AuditLogEntry entry)
    {
        _events.Add(1, new KeyValuePair<string, object?>("event", entry.Event));
        var words = entry.Detail.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
        var first = words.Length > 0 ? words[0] : "";
        if (entry.Event == AuditEvents.SignedIn)
        {
            _signIns.Add(1, new("outcome", Passed), new("with", entry.Detail));
            CountChallenge(first, Passed);
        }
        else if (entry.Event == AuditEvents.PasswordRefused)
        {
            _signIns.Add(1, new("outcome", Refused), new("with", "Password"));
        }
        else if (entry.Event == AuditEvents.PasskeyRefused || entry.Event == AuditEvents.DisabledSignIn)
        {
            _signIns.Add(1, new("outcome", Refused), new("with", entry.Detail));
        }
        else if (entry.Event == AuditEvents.Confirmed || entry.Event == AuditEvents.SecondFactorRefused)
        {
            CountChallenge(first, entry.Event == AuditEvents.Confirmed ? Passed : Refused);
        }
        else if (AuditEvents.Find(entry.Event)?.Detail is AuditDetail.SupportAction or AuditDetail.SupportDecision)
        {
            CountSupport(first, entry.Event);
        }
        else if (Deeds.Contains(entry.Event) && entry.Actor is not ("self" or "portal" or AuditActors.Operator))
        {
            CountSupport(entry.Event, "done");
        }
    }

    private void CountSupport(string kind, string outcome) =>
        _support.Add(1, new("kind", kind), new("outcome", outcome));

    private void CountChallenge(string method, string outcome)
    {
        if (method is not ("" or "Password"))
        {
            _challenges.Add(1, new("method", method), new("outcome", outcome));
        }
    }
}
