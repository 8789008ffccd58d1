namespace SecurityPortal.Accounts.Email;

/// <summary>Makes, finds and spends links.</summary>
internal sealed class AccountLinks(IDbContextFactory<PortalDbContext> factory, KeyedHash keyedHash, TimeProvider clock)
{
    /// <summary>Makes a link in the caller's transaction; the result goes into the mail and nowhere else.</summary>
    /// <param name="lifetime">Zero for a link that nobody gets, made so that the work is the same.</param>
    public string Add(
        PortalDbContext db, AccountLinkPurpose purpose, PortalUser? user, string email, TimeSpan lifetime,
        Guid? sessionId = null)
    {
        var token = RandomToken.Create();
        var now = clock.GetUtcNow();
        db.Add(new AccountLink
        {
            Id = Guid.CreateVersion7(now),
            TokenHash = Hash(token),
            Purpose = purpose,
            UserId = user?.Id,
            SecurityStamp = user?.SecurityStamp,
            Email = email,
            SessionId = sessionId,
            CreatedAt = now,
            ExpiresAt = now + lifetime,
        });
        return token;
    }

    /// <summary>The link of this token, or null when there is none, it was used, is too old or was voided.</summary>
    public async Task<AccountLink?> FindAsync(
        AccountLinkPurpose purpose, string? token, CancellationToken cancellationToken = default)
    {
        if (token is not { Length: RandomToken.Length })
        {
            return null;
        }

        var hash = Hash(token);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await Open(db).AsNoTracking()
            .FirstOrDefaultAsync(link => link.TokenHash == hash && link.Purpose == purpose, cancellationToken);
    }

    /// <summary>Spends the link in the caller's transaction; of several at once exactly one gets true.</summary>
    public async Task<bool> UseAsync(PortalDbContext db, AccountLink link, CancellationToken cancellationToken = default)
    {
        var now = clock.GetUtcNow();
        return await Open(db).Where(row => row.Id == link.Id).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.UsedAt, now), cancellationToken) == 1;
    }

    /// <summary>Whether the person has a link of this kind that is good for longer than <paramref name="left"/>.</summary>
    public Task<bool> AnyAsync(
        PortalDbContext db, AccountLinkPurpose purpose, string userId, TimeSpan left, CancellationToken cancellationToken)
    {
        var after = clock.GetUtcNow() + left;
        return Open(db).AnyAsync(
            link => link.UserId == userId && link.Purpose == purpose && link.ExpiresAt > after, cancellationToken);
    }

    private byte[] Hash(string token) => keyedHash.OfToken(token, "link");

    private IQueryable<AccountLink> Open(PortalDbContext db)
    {
        var now = clock.GetUtcNow();
        return db.Set<AccountLink>().Where(link =>
            link.UsedAt == null
            && link.ExpiresAt > now
            && (link.UserId == null
                || db.Users.Any(user => user.Id == link.UserId && user.SecurityStamp == link.SecurityStamp)));
    }
}
