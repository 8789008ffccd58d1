namespace SecurityPortal.Accounts.Email;

/// <summary>Creates, finds and consumes single-use links.</summary>
internal sealed class AccountLinks(IDbContextFactory<PortalDbContext> factory, KeyedHash keyedHash, TimeProvider clock)
{
    /// <summary>
    /// Creates a link in the caller's transaction. Returns its token, which goes into the email and nowhere else.
    /// </summary>
    /// <param name="lifetime">
    /// Zero for a link that nobody receives; it is created all the same, so that the timing gives nothing away.
    /// </param>
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

    /// <summary>Returns the link with this token; null if it does not exist, was used, has expired or was voided.</summary>
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

    /// <summary>
    /// Marks the link as used in the caller's transaction. Of several concurrent calls, exactly one returns true.
    /// </summary>
    public async Task<bool> UseAsync(PortalDbContext db, AccountLink link, CancellationToken cancellationToken = default)
    {
        var now = clock.GetUtcNow();
        return await Open(db).Where(row => row.Id == link.Id).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.UsedAt, now), cancellationToken) == 1;
    }

    /// <summary>
    /// Returns whether the person has an unused link of this kind that stays valid for longer than <paramref name="left"/>.
    /// </summary>
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
