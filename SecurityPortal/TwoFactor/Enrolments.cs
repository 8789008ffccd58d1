namespace SecurityPortal.TwoFactor;

/// <summary>Reads which methods a person has on. The only place that decides whether two-factor is on (R9).</summary>
internal sealed class Enrolments(IDbContextFactory<PortalDbContext> factory, MethodCatalogue catalogue, TimeProvider clock)
{
    // Run by the two-factor page and by every second step.
    private static readonly CompiledQuery<Func<PortalDbContext, string, IAsyncEnumerable<Row>>> OfPerson = new(() =>
        EF.CompileAsyncQuery((PortalDbContext db, string userId) => db.Set<MethodEnrolment>().AsNoTracking()
            .Where(row => row.UserId == userId)
            .Select(row => new Row(row, db.Set<Person>().Where(person => person.UserId == userId)
                .Select(person => person.PreferredMethod).FirstOrDefault()))));

    /// <summary>Returns the methods that are on, and the preferred one, in one query.</summary>
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

        // A method whose folder is gone can be neither shown nor answered.
        var known = rows.Select(row => row.Enrolment).Where(row => catalogue.Find(row.Method) is not null).ToList();
        return new(known, rows.FirstOrDefault()?.Preferred, catalogue) { HasUnknown = known.Count < rows.Count };
    }

    /// <summary>Records that a method has just been used.</summary>
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
