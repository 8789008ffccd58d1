using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SecurityPortal.ActivityLog;
using SecurityPortal.Data;
using SecurityPortal.PhoneNumbers;

namespace SecurityPortal.Support.People;

/// <summary>
/// Finds people by the beginning of an e-mail address or user name, by a full phone number, or by its last four digits
/// with the beginning of a name. Every search uses an index, is logged, and counts for the agent.
/// </summary>
internal sealed class PersonSearch(
    IDbContextFactory<PortalDbContext> factory, SupportGuard guard, AgentTallies tallies, PhoneNumberParser parser,
    PhoneBook phones, ActivityLogWriter log, IOptions<SupportOptions> options)
{
    /// <summary>Shorter searches find nobody: they would only browse.</summary>
    public const int MinLength = 3;

    /// <summary>People shown at most.</summary>
    public const int MaxHits = 10;

    private const int MaxLength = 256;

    // After everything that begins with the same letters.
    private const string Last = "\U0010FFFF";

    /// <summary>Who was found, or why nobody was looked for.</summary>
    public async Task<(IReadOnlyList<PersonHit> Hits, SupportFault? Fault)> FindAsync(
        Guid sessionId, string? typed, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var (agent, fault) = await guard.CheckAsync(db, sessionId, cancellationToken);
        if (agent is null)
        {
            return ([], fault);
        }

        var text = typed?.Trim() ?? "";
        if (text.Length is < MinLength or > MaxLength || Query(db, text) is not var (query, kind))
        {
            return ([], null);
        }

        if (!await tallies.TryCountAsync(
            db, agent.Id, AgentTallies.Searches, options.Value.SearchesPerHour, cancellationToken))
        {
            await guard.DenyAsync(agent, "", "search", SupportFault.TooManyLookups, cancellationToken);
            return ([], SupportFault.TooManyLookups);
        }

        var hits = await query.Take(MaxHits).ToListAsync(cancellationToken);
        await log.AppendAsync(agent.Activity("", ActivityEvents.LookedUp, $"{kind}: {hits.Count}"), cancellationToken);
        return (hits, null);
    }

    /// <summary>The query for what was typed, and what it says in the log; null when it is none.</summary>
    internal (IQueryable<PersonHit> People, string Kind)? Query(PortalDbContext db, string text)
    {
        var digits = new string([.. text.Where(char.IsAsciiDigit)]);
        if (digits.Length >= 7 && text.All(letter => char.IsAsciiDigit(letter) || "+()-/. ".Contains(letter)))
        {
            return parser.Parse(text.StartsWith("00", StringComparison.Ordinal) ? $"+{digits[2..]}" : text, region: null)
                is PhoneNumberResult.Parsed { Number: var number }
                ? (ByNumber(db, number), "number")
                : null;
        }

        string[] terms = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (terms.Length == 2 && Array.FindIndex(terms, IsFourDigits) is var four and >= 0)
        {
            return (ByLastFour(db, terms[four], terms[1 - four]), $"last four digits and {Shortened(terms[1 - four])}");
        }

        return terms.Length == 1 ? (ByName(db, text), Shortened(text)) : null;
    }

    private IQueryable<PersonHit> ByNumber(PortalDbContext db, PhoneNumber number)
    {
        var fingerprint = phones.Fingerprint(number);
        return
            from phone in db.Set<ConfirmedPhone>()
            join user in db.Users on phone.UserId equals user.Id
            where phone.Fingerprint == fingerprint
            select new PersonHit(user.Id, user.UserName ?? "", user.Email ?? "");
    }

    private IQueryable<PersonHit> ByLastFour(PortalDbContext db, string digits, string name)
    {
        var hash = phones.LastFour(digits);
        var (low, high) = Range(name);
        return
            from phone in db.Set<ConfirmedPhone>()
            join user in db.Users on phone.UserId equals user.Id
            where phone.LastFour == hash
                && ((string.Compare(user.NormalizedEmail, low) >= 0 && string.Compare(user.NormalizedEmail, high) < 0)
                    || (string.Compare(user.NormalizedUserName, low) >= 0 && string.Compare(user.NormalizedUserName, high) < 0))
            select new PersonHit(user.Id, user.UserName ?? "", user.Email ?? "");
    }

    // One range for each index; together, because most people's name is their address.
    private static IQueryable<PersonHit> ByName(PortalDbContext db, string name)
    {
        var (low, high) = Range(name);
        var byEmail = db.Users
            .Where(user => string.Compare(user.NormalizedEmail, low) >= 0 && string.Compare(user.NormalizedEmail, high) < 0)
            .OrderBy(user => user.NormalizedEmail).Take(MaxHits).Select(user => user.Id);
        var byName = db.Users
            .Where(user => string.Compare(user.NormalizedUserName, low) >= 0 && string.Compare(user.NormalizedUserName, high) < 0)
            .OrderBy(user => user.NormalizedUserName).Take(MaxHits).Select(user => user.Id);
        return db.Users.Where(user => byEmail.Contains(user.Id) || byName.Contains(user.Id))
            .OrderBy(user => user.NormalizedUserName)
            .Select(user => new PersonHit(user.Id, user.UserName ?? "", user.Email ?? ""));
    }

    private static (string Low, string High) Range(string prefix) =>
        (prefix.ToUpperInvariant(), prefix.ToUpperInvariant() + Last);

    private static bool IsFourDigits(string term) => term.Length == 4 && term.All(char.IsAsciiDigit);

    // Enough to see how an agent searches, and not who was searched for: the log is kept for years.
    private static string Shortened(string text) => text.Length <= MinLength ? text : $"{text[..MinLength]}…";
}

/// <summary>Somebody who was found; just enough to pick the right one.</summary>
public sealed record PersonHit(string Id, string UserName, string Email);
