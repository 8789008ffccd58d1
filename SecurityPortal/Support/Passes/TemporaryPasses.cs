using SecurityPortal.Accounts.Email;
using SecurityPortal.Audit;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Messaging.Delivery;
using SecurityPortal.Support.Actions;

namespace SecurityPortal.Support.Passes;

/// <summary>Issues, shows and redeems temporary passes. No agent ever sees one.</summary>
internal sealed class TemporaryPasses(
    IDbContextFactory<PortalDbContext> factory, KeyedHash keyedHash, PassMessages messages, Outbox outbox, AuditLogWriter log,
    IOptions<SupportOptions> options, TimeProvider clock)
{
    /// <summary>Sends a pass, which voids the one before. Returns where it went, masked.</summary>
    public async Task<string> IssueAsync(ActionUnderWay action, CancellationToken cancellationToken)
    {
        var (transaction, delivery, now) = (action.Transaction, action.Action.Delivery!.Value, clock.GetUtcNow());
        await VoidAsync(transaction, now, cancellationToken);
        var person = await transaction.Db.Users.Where(user => user.Id == transaction.UserId)
            .Select(user => new
            {
                user.Email,
                Stamp = user.SecurityStamp ?? "",
                Language = transaction.Db.Set<Person>().Where(row => row.UserId == user.Id).Select(row => row.Language).FirstOrDefault() ?? "en",
            })
            .SingleAsync(cancellationToken);
        var (code, page) = delivery == PassDelivery.Page ? (null, RandomToken.Create()) : (PassCode.Create(), (string?)null);
        var lifetime = options.Value.PassLifetime(delivery);
        transaction.Db.Add(new TemporaryPass
        {
            Id = Guid.CreateVersion7(now),
            UserId = transaction.UserId,
            CaseNumber = action.Number,
            ActionId = action.Action.Id,
            SecurityStamp = person.Stamp,
            CodeHash = code is null ? [] : Hash(transaction.UserId, code),
            PageHash = page is null ? null : PageHash(page),
            CreatedAt = now,
            ExpiresAt = now + lifetime,
        });
        var (message, masked) = delivery == PassDelivery.Text
            ? await messages.TextAsync(transaction, person.Language, code!, lifetime, cancellationToken)
            : (messages.Mail(person.Email!, person.Language, code, page, lifetime), EmailAddress.Masked(person.Email!));
        await outbox.AddAsync(transaction, $"pass:{transaction.UserId}", message, lifetime, cancellationToken);
        return masked;
    }

    /// <summary>Whether the page of this token can still show a pass.</summary>
    public async Task<bool> CanShowAsync(string? token, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await Unshown(db, token).AnyAsync(cancellationToken);
    }

    /// <summary>Returns the pass of this page, once; null when it was shown before, has expired or is void.</summary>
    public async Task<string?> ShowAsync(string? token, ClientInfo client, CancellationToken cancellationToken)
    {
        string? userId;
        await using (var db = await factory.CreateDbContextAsync(cancellationToken))
        {
            userId = await Unshown(db, token).Select(pass => pass.UserId).FirstOrDefaultAsync(cancellationToken);
        }

        if (userId is null)
        {
            return null;
        }

        // Created only now, so that nobody but the person who opened the page has ever had it.
        var code = PassCode.Create();
        var (hash, now) = (Hash(userId, code), clock.GetUtcNow());
        await using var transaction = await PersonTransaction.BeginAsync(factory, userId, cancellationToken);
        if (await Unshown(transaction.Db, token).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.CodeHash, hash).SetProperty(row => row.ShownAt, now), cancellationToken) != 1)
        {
            return null;
        }

        await log.AppendAsync(transaction.Db, new AuditEvent(userId, AuditEvents.PassShown).From(client), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return code;
    }

    /// <summary>Redeems the person's pass; of several concurrent attempts exactly one gets true.</summary>
    public async Task<bool> UseAsync(string userId, string? typed, CancellationToken cancellationToken)
    {
        if (PassCode.Normalize(typed) is not { } code)
        {
            return false;
        }

        var (hash, now) = (Hash(userId, code), clock.GetUtcNow());
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await Living(db).Where(pass => pass.UserId == userId && pass.CodeHash == hash).ExecuteUpdateAsync(
            set => set.SetProperty(pass => pass.EndedAt, now).SetProperty(pass => pass.IsUsed, true), cancellationToken) == 1;
    }

    /// <summary>Voids the person's passes within the caller's transaction.</summary>
    public static Task VoidAsync(PersonTransaction transaction, DateTimeOffset now, CancellationToken cancellationToken) =>
        transaction.Db.Set<TemporaryPass>().Where(pass => pass.UserId == transaction.UserId && pass.EndedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(pass => pass.EndedAt, now), cancellationToken);

    private IQueryable<TemporaryPass> Unshown(PortalDbContext db, string? token)
    {
        var hash = token is { Length: RandomToken.Length } ? PageHash(token) : [];
        return Living(db).Where(pass => pass.PageHash == hash && pass.ShownAt == null);
    }

    // A new password, whoever set it, voids a pass that was sent to someone who had the old one.
    private IQueryable<TemporaryPass> Living(PortalDbContext db)
    {
        var now = clock.GetUtcNow();
        return db.Set<TemporaryPass>().Where(pass => pass.EndedAt == null && pass.ExpiresAt > now
            && db.Users.Any(user => user.Id == pass.UserId && (user.SecurityStamp ?? "") == pass.SecurityStamp));
    }

    private byte[] PageHash(string token) => keyedHash.OfToken(token, "pass");

    private byte[] Hash(string userId, string code) => keyedHash.OfIssued("temporary-pass", userId, code);
}
