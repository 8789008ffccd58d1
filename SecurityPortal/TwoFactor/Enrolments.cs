using Microsoft.EntityFrameworkCore;
using SecurityPortal.Platform.Database;

namespace SecurityPortal.TwoFactor;

/// <summary>Which methods a person has on. The one place that says whether two-factor is on (R9).</summary>
internal sealed class Enrolments(IDbContextFactory<PortalDbContext> factory, MethodCatalogue catalogue, TimeProvider clock)
{
    // Asked by the two-factor page and by every second step.
    private static readonly CompiledQuery<Func<PortalDbContext, string, IAsyncEnumerable<Row>>> OfPerson = new(() =>
        EF.CompileAsyncQuery((PortalDbContext db, string userId) => db.Set<MethodEnrolment>().AsNoTracking()
            .Where(row => row.UserId == userId)
            .Select(row => new Row(row, db.Set<Person>().Where(person => person.UserId == userId)
                .Select(person => person.PreferredMethod).FirstOrDefault()))));

    /// <summary>The methods that are on, with the preferred one, in one query.</summary>
    public async Task<EnrolledMethods> ListAsync(string userId, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await ListAsync(db, userId, cancellationToken);
    }

    /// <inheritdoc cref="ListAsync(string, CancellationToken)"/>
    public async Task<EnrolledMethods> ListAsync(
        PortalDbContext db, string userId, CancellationToken cancellationToken = default)
    {
        var rows = await OfPerson.For(db)(db, userId).ToListAsync(cancellationToken);

        // A method whose folder is gone, or not offered any more, can neither be shown nor answered.
        var known = rows.Select(row => row.Enrolment).Where(row => catalogue.Find(row.Method) is not null).ToList();
        return new(known, rows.FirstOrDefault()?.Preferred, catalogue) { HasUnknown = known.Count < rows.Count };
    }

    /// <summary>Notes that a method was used just now.</summary>
    public async Task NoteUseAsync(string userId, string method, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await NoteUseAsync(db, userId, method, cancellationToken);
    }

    /// <inheritdoc cref="NoteUseAsync(string, string, CancellationToken)"/>
    public Task NoteUseAsync(PortalDbContext db, string userId, string method, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return db.Set<MethodEnrolment>().Where(row => row.UserId == userId && row.Method == method)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.LastUsedAt, now), cancellationToken);
    }

    private sealed record Row(MethodEnrolment Enrolment, string? Preferred);
}

/// <summary>The methods that one person has on.</summary>
internal sealed class EnrolledMethods(
    IReadOnlyList<MethodEnrolment> enrolments, string? preferred, MethodCatalogue catalogue)
{
    public IReadOnlyList<MethodEnrolment> All => enrolments;

    /// <summary>Whether there are methods that this version does not know. They open nothing, and stand in the way.</summary>
    public bool HasUnknown { get; init; }

    /// <summary>Whether two-factor is on: at least one method that stands alone is.</summary>
    public bool IsTwoFactorOn => Real.Any();

    /// <summary>
    /// Whether the password alone opens nothing: anything is set up, even if none of it can be used any more.
    /// </summary>
    public bool AsksSecondStep => enrolments.Count > 0 || HasUnknown;

    public MethodEnrolment? Find(string id) => enrolments.FirstOrDefault(row => row.Method == id);

    public bool IsOn(string id) => Find(id) is not null;

    /// <summary>
    /// Whether the method was turned off with a change of one that it requires, and not by the person's own request.
    /// </summary>
    public bool CanReEnrol(string id) =>
        enrolments.Any(row => row.CanReEnrol?.Split(',').Contains(id, StringComparer.Ordinal) == true);

    /// <summary>The method that the person marked, as long as it is on.</summary>
    public string? Preferred => preferred is not null && IsOn(preferred) ? preferred : null;

    /// <summary>Methods that are on and cannot be used, since the operator does without what they send by.</summary>
    public IEnumerable<MethodEnrolment> Unserved => enrolments.Where(row => !catalogue.IsServed(row.Method));

    /// <summary>The methods that stand alone.</summary>
    public IEnumerable<MethodEnrolment> Real => enrolments.Where(row => catalogue.Describe(row.Method).IsPrimaryFactor);

    /// <summary>
    /// Ways in that do not fall together: a number reached by text and by WhatsApp is one, unused backup codes are
    /// one.
    /// </summary>
    public int IndependentFactors => enrolments
        .Where(row => row.Count > 0 && catalogue.IsServed(row.Method)
            && (catalogue.Describe(row.Method) is { IsPrimaryFactor: true } or { IsEmergency: true }))
        .Select(row => row.Destination.Length > 0 ? row.Destination : row.Method)
        .Distinct().Count();

    /// <summary>The strongest method that is on, proves that the person holds something, and is no emergency measure.</summary>
    public MethodStrength Strongest => enrolments
        .Select(row => catalogue.Describe(row.Method)).Where(method => method.ProvesPossession)
        .Select(method => method.Strength)
        .DefaultIfEmpty(MethodStrength.Emergency).Max();
}
