namespace SecurityPortal.TwoFactor.AuthenticatorApp;

/// <summary>Stores people's authenticator apps, and uses up time steps.</summary>
internal sealed class AppStore(IDbContextFactory<PortalDbContext> factory, Secrets secrets, TimeProvider clock)
{
    private const string SecretKind = "authenticator-key";

    private static readonly CompiledQuery<Func<PortalDbContext, string, IAsyncEnumerable<EnrolledApp>>> OfPerson = new(() =>
        EF.CompileAsyncQuery((PortalDbContext db, string userId) =>
            db.Set<EnrolledApp>().AsNoTracking().Where(row => row.UserId == userId)));

    public void Add(PersonTransaction transaction, AuthenticatorKey key, string name, long lastStep) =>
        transaction.Db.Add(new EnrolledApp
        {
            Id = Guid.NewGuid(),
            UserId = transaction.UserId,
            Name = name,
            Key = secrets.Protect(SecretKind, transaction.UserId, key.ToBase32()),
            LastStep = lastStep,
            AddedAt = clock.GetUtcNow(),
        });

    /// <summary>
    /// Checks the code against the person's apps. One conditional update uses up its time step, so that only one of several
    /// parallel requests gets true (ASVS 6.5.1; RFC 6238 5.2).
    /// </summary>
    public async Task<bool> SpendAsync(string userId, string code)
    {
        await using var db = await factory.CreateDbContextAsync();
        var now = clock.GetUtcNow();
        foreach (var app in await OfPerson.For(db)(db, userId).ToListAsync())
        {
            var key = AuthenticatorKey.FromBase32(secrets.Unprotect(SecretKind, userId, app.Key));
            if (key.StepOf(code, now) is { } step)
            {
                return await db.Set<EnrolledApp>().Where(row => row.Id == app.Id && row.LastStep < step).ExecuteUpdateAsync(
                    set => set
                        .SetProperty(row => row.LastStep, step)
                        .SetProperty(row => row.LastUsedAt, now)) == 1;
            }
        }

        return false;
    }

    public async Task<bool> AnyAsync(string userId)
    {
        await using var db = await factory.CreateDbContextAsync();
        return await db.Set<EnrolledApp>().AnyAsync(row => row.UserId == userId);
    }

    public async Task<int> CountAsync(string userId, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.Set<EnrolledApp>().CountAsync(row => row.UserId == userId, cancellationToken);
    }
}
