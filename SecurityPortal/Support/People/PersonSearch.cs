using SecurityPortal.Audit;
using SecurityPortal.Support.Cases;
using SecurityPortal.TwoFactor.PhoneNumbers;

namespace SecurityPortal.Support.People;

/// <summary>
/// Finds people by what callers say: the beginning of an email address, user name or display name, a name in words, a phone
/// number with or without its country code, its last four digits, the number of a case or a ticket. Every search uses an index,
/// is logged, and counts towards the agent's limit.
/// </summary>
internal sealed class PersonSearch(
    IDbContextFactory<PortalDbContext> factory, SupportGuard guard, AgentTallies tallies, PhoneNumberParser parser,
    ConfirmedPhoneStore phones, AuditLogWriter log, IOptions<SupportOptions> options)
{
    /// <summary>The most people shown.</summary>
    public const int MaxHits = 10;

    // Sorts after everything that begins with the same letters.
    private const string Last = "\U0010FFFF";

    /// <summary>Returns the people who were found, or why there was no search.</summary>
    public async Task<(IReadOnlyList<PersonHit> Hits, SupportFault? Fault)> FindAsync(
        Guid sessionId, string? typed, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var (agent, fault) = await guard.CheckAsync(db, sessionId, cancellationToken);
        if (agent is null)
        {
            return ([], fault);
        }

        if (SearchText.Of(typed) is not { } text)
        {
            return ([], null);
        }

        if (!await tallies.TryCountAsync(
            db, agent.Id, AgentTallies.Searches, options.Value.SearchesPerHour, cancellationToken))
        {
            await guard.DenyAsync(agent, "", "search", SupportFault.TooManyLookups, cancellationToken);
            return ([], SupportFault.TooManyLookups);
        }

        List<PersonHit> hits = [];
        foreach (var query in Queries(db, text))
        {
            foreach (var hit in await query.Take(MaxHits).ToListAsync(cancellationToken))
            {
                if (hits.Count < MaxHits && hits.All(other => other.Id != hit.Id))
                {
                    hits.Add(hit);
                }
            }
        }

        await log.AppendAsync(agent.AuditEvent("", AuditEvents.LookedUp, $"{text.Shortened}: {hits.Count}"), cancellationToken);
        return (await DescribeAsync(db, hits, cancellationToken), null);
    }

    /// <summary>Returns a query for each meaning the text can have, the surest first.</summary>
    internal IEnumerable<IQueryable<PersonHit>> Queries(PortalDbContext db, SearchText text)
    {
        if (text.CaseNumber is { } number)
        {
            yield return Of(db, db.Set<SupportCase>().Where(row => row.Number == number));
        }

        var ticket = SupportCase.KeyOf(text.Text);
        yield return Of(db, db.Set<SupportCase>().Where(row => row.TicketKey == ticket));
        if (text.IsNumber)
        {
            var prints = Prints(text);
            yield return
                from phone in db.Set<ConfirmedPhone>()
                join user in db.Users on phone.UserId equals user.Id
                where prints.Contains(phone.Fingerprint)
                select new PersonHit(user.Id, user.UserName ?? "", user.Email ?? "");
        }

        foreach (var name in text.Names)
        {
            yield return ByName(db, name);
        }

        // Commas and accents alone would leave nothing to compare, and would list everyone.
        if (NameRange(text.Text).Low.Trim().Length >= SearchText.MinLength)
        {
            yield return ByDisplayName(db, text.Text);
        }

        if (text.LastFour is var (digits, first))
        {
            yield return ByLastFour(db, digits, first);
        }
    }

    // Without a country code it can be a number in several countries; the one on file decides.
    private IReadOnlyList<string> Prints(SearchText text)
    {
        var isInternational = text.Text[0] == '+' || text.Text.StartsWith("00", StringComparison.Ordinal);
        var results = text.Text switch
        {
            _ when text.Text[0] == '+' => [parser.Parse(text.Text, region: null)],
            _ when isInternational => [parser.Parse($"+{text.Digits[2..]}", region: null)],
            _ => parser.Countries().Select(country => parser.Parse(text.Text, country.Region))
                .Append(parser.Parse($"+{text.Digits}", region: null)),
        };
        return [.. results.OfType<PhoneNumberResult.Parsed>().Select(parsed => phones.Fingerprint(parsed.Number)).Distinct()];
    }

    private IQueryable<PersonHit> ByLastFour(PortalDbContext db, string digits, string? name)
    {
        var hash = phones.LastFour(digits);
        var people =
            from phone in db.Set<ConfirmedPhone>()
            join user in db.Users on phone.UserId equals user.Id
            where phone.LastFour == hash
            select user;
        if (name is null)
        {
            return people.Select(user => new PersonHit(user.Id, user.UserName ?? "", user.Email ?? ""));
        }

        var (low, high) = Range(name);
        var (nameLow, nameHigh) = NameRange(name);
        return
            from user in people
            where (string.Compare(user.NormalizedEmail, low) >= 0 && string.Compare(user.NormalizedEmail, high) < 0)
                || (string.Compare(user.NormalizedUserName, low) >= 0 && string.Compare(user.NormalizedUserName, high) < 0)
                || db.Set<Person>().Any(person => person.UserId == user.Id
                    && ((string.Compare(person.NameKey, nameLow) >= 0 && string.Compare(person.NameKey, nameHigh) < 0)
                        || (string.Compare(person.FamilyNameKey, nameLow) >= 0 && string.Compare(person.FamilyNameKey, nameHigh) < 0)))
            select new PersonHit(user.Id, user.UserName ?? "", user.Email ?? "");
    }

    // One range for each index; combined, because most people's user name is their email address.
    private static IQueryable<PersonHit> ByName(PortalDbContext db, string name)
    {
        var (low, high) = Range(name);
        var byEmail = db.Users
            .Where(user => string.Compare(user.NormalizedEmail, low) >= 0 && string.Compare(user.NormalizedEmail, high) < 0)
            .OrderBy(user => user.NormalizedEmail).Take(MaxHits).Select(user => user.Id);
        var byName = db.Users
            .Where(user => string.Compare(user.NormalizedUserName, low) >= 0 && string.Compare(user.NormalizedUserName, high) < 0)
            .OrderBy(user => user.NormalizedUserName).Take(MaxHits).Select(user => user.Id);

        // A union, not two conditions: for those PostgreSQL would scan the names of everyone.
        return
            from id in byEmail.Union(byName)
            join user in db.Users on id equals user.Id
            orderby user.NormalizedUserName
            select new PersonHit(user.Id, user.UserName ?? "", user.Email ?? "");
    }

    // By display name, from its beginning or from the family name: "García, Ana" finds "Ana García".
    private static IQueryable<PersonHit> ByDisplayName(PortalDbContext db, string name)
    {
        var (low, high) = NameRange(name);
        var byName = db.Set<Person>()
            .Where(person => string.Compare(person.NameKey, low) >= 0 && string.Compare(person.NameKey, high) < 0)
            .OrderBy(person => person.NameKey).Take(MaxHits).Select(person => person.UserId);
        var byFamily = db.Set<Person>()
            .Where(person => string.Compare(person.FamilyNameKey, low) >= 0 && string.Compare(person.FamilyNameKey, high) < 0)
            .OrderBy(person => person.FamilyNameKey).Take(MaxHits).Select(person => person.UserId);
        return
            from id in byName.Union(byFamily)
            join user in db.Users on id equals user.Id
            orderby user.NormalizedUserName
            select new PersonHit(user.Id, user.UserName ?? "", user.Email ?? "");
    }

    private static IQueryable<PersonHit> Of(PortalDbContext db, IQueryable<SupportCase> cases) =>
        from row in cases
        join user in db.Users on row.UserId equals user.Id
        orderby row.Number descending
        select new PersonHit(user.Id, user.UserName ?? "", user.Email ?? "") { CaseId = row.Id, CaseNumber = row.Number };

    private static async Task<IReadOnlyList<PersonHit>> DescribeAsync(
        PortalDbContext db, List<PersonHit> hits, CancellationToken cancellationToken)
    {
        var ids = hits.Select(hit => hit.Id).ToList();
        var open = await db.Set<SupportCase>().Where(row => ids.Contains(row.UserId) && row.ClosedAt == null)
            .GroupBy(row => row.UserId).Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);
        var names = await db.Set<Person>().Where(person => ids.Contains(person.UserId) && person.DisplayName != null)
            .ToDictionaryAsync(person => person.UserId, person => person.DisplayName, cancellationToken);
        return [.. hits.Select(hit => hit with { OpenCases = open.GetValueOrDefault(hit.Id), DisplayName = names.GetValueOrDefault(hit.Id) })];
    }

    private static (string Low, string High) NameRange(string name)
    {
        var key = DisplayName.KeyOf(name.Replace(",", "", StringComparison.Ordinal));
        return (key, key + Last);
    }

    private static (string Low, string High) Range(string prefix) =>
        (prefix.ToUpperInvariant(), prefix.ToUpperInvariant() + Last);
}
