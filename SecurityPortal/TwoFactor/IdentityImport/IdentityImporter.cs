using System.Collections.Concurrent;
using Microsoft.AspNetCore.Identity;
using SecurityPortal.Audit;
using SecurityPortal.Platform.Database.FromIdentity;
using SecurityPortal.TwoFactor.Management;

namespace SecurityPortal.TwoFactor.IdentityImport;

/// <summary>
/// Imports the second factors that an application with ASP.NET Core Identity left in the database. Each person gets their
/// own transaction, so that the import can be interrupted and restarted; people already imported are not touched again.
/// Docs/Decisions/24.
/// </summary>
internal sealed class IdentityImporter(
    IDbContextFactory<PortalDbContext> factory, MethodCatalogue catalogue, Enrolments enrolments, MethodChanges changes,
    ILookupNormalizer normalizer, AuditLogWriter log, TimeProvider clock)
{
    /// <summary>
    /// Stands in for the method of a person whose second factor the portal does not know. It signs nobody in, and keeps the
    /// password alone from doing so (<see cref="EnrolledMethods.HasUnknown"/>).
    /// </summary>
    private const string Unknown = "Identity";

    // Primary methods first: the others are imported only beside one (R9).
    private IEnumerable<ITwoFactorMethod> Methods => catalogue.All.Where(method => method is IIdentityImportSource)
        .OrderBy(method => !method.Description.IsPrimaryFactor);

    /// <summary>Imports everybody who has something to import.</summary>
    /// <param name="progress">Called after each person, from any thread, with how many are done and how many there are.</param>
    public async Task<IdentityImportResult> RunAsync(Action<int, int> progress, CancellationToken cancellationToken = default)
    {
        var names = await MendedNames.MendAsync(factory, normalizer, cancellationToken);
        var claimed = await ClaimedNames.ImportAsync(factory, cancellationToken);
        var waiting = await WaitingAsync(cancellationToken);
        var methods = new ConcurrentDictionary<string, int>();
        var closed = new ConcurrentBag<string>();
        var lost = new ConcurrentBag<LostMethods>();
        var done = 0;
        await Parallel.ForEachAsync(
            waiting,
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken },
            async (userId, cancelled) =>
            {
                var one = await AdvisoryLocks.RetryOnConflictAsync(() => ImportAsync(userId, cancelled));
                foreach (var id in one.Taken)
                {
                    methods.AddOrUpdate(id, 1, (_, count) => count + 1);
                }

                if (one.IsClosed)
                {
                    closed.Add(one.Name);
                }

                if (one.Lost.Count > 0)
                {
                    lost.Add(new(one.Name, one.Lost));
                }

                progress(Interlocked.Increment(ref done), waiting.Count);
            });
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return new(
            methods, [.. closed.Order(StringComparer.Ordinal)], [.. lost.OrderBy(one => one.Name, StringComparer.Ordinal)], names, claimed,
            await ImportedAccounts.ReadAsync(db, clock.GetUtcNow(), cancellationToken));
    }

    private async Task<List<string>> WaitingAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var tokens = IdentityTokens.All(db);
        var keys = db.Set<IdentityUserPasskey<string>>();
        var enrolled = db.Set<MethodEnrolment>();
        return await db.Users
            .Where(user => !enrolled.Any(row => row.UserId == user.Id && row.Method != Unknown)
                && (user.TwoFactorEnabled || tokens.Any(token => token.UserId == user.Id) || keys.Any(key => key.UserId == user.Id)))
            .OrderBy(user => user.Id).Select(user => user.Id).ToListAsync(cancellationToken);
    }

    private async Task<OnePerson> ImportAsync(string userId, CancellationToken cancellationToken)
    {
        await using var transaction = await PersonTransaction.BeginAsync(factory, userId, cancellationToken);
        var user = await transaction.Db.Users.AsNoTracking().SingleAsync(row => row.Id == userId, cancellationToken);
        var enrolled = await enrolments.ListAsync(transaction.Db, userId, cancellationToken);
        var name = user.UserName ?? user.Email ?? user.Id;
        List<string> taken = [], lost = [];
        if (enrolled.All.Count > 0)
        {
            // Their methods are already here. What the application has written since then was never proven to the portal.
            return new(name, taken, lost, IsClosed: false);
        }

        foreach (var method in Methods)
        {
            if (!method.Description.IsPrimaryFactor && !enrolled.IsTwoFactorOn)
            {
                continue;
            }

            var found = await ((IIdentityImportSource)method).ImportAsync(transaction, user, cancellationToken);
            if (found.Applied is { } applied)
            {
                await changes.EnableAsync(transaction, method, applied, cancellationToken);
                taken.Add(method.Description.Id);
                enrolled = await enrolments.ListAsync(transaction.Db, userId, cancellationToken);
            }

            lost.AddRange(found.Lost is null ? [] : [found.Lost]);
        }

        // What was imported is now encrypted or hashed. The rest signs nobody in here, or was shown but never proven: none of
        // it stays readable.
        await IdentityTokens.DropAllAsync(transaction, cancellationToken);

        var isClosed = await CloseOrOpenAsync(transaction, user, enrolled, cancellationToken);
        if (taken.Count > 0)
        {
            await log.AppendAsync(
                transaction.Db,
                new(userId, AuditEvents.MethodsImported, string.Join(',', taken)) { Actor = "portal" },
                cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return new(name, taken, isClosed ? [] : lost, isClosed);
    }

    /// <summary>Returns whether password-only sign-in to the account has just been blocked.</summary>
    private async Task<bool> CloseOrOpenAsync(
        PersonTransaction transaction, PortalUser user, EnrolledMethods enrolled, CancellationToken cancellationToken)
    {
        var rows = transaction.Db.Set<MethodEnrolment>();
        if (enrolled.IsTwoFactorOn)
        {
            await rows.Where(row => row.UserId == user.Id && row.Method == Unknown).ExecuteDeleteAsync(cancellationToken);
            await transaction.Db.Users.Where(row => row.Id == user.Id).ExecuteUpdateAsync(
                set => set.SetProperty(row => row.TwoFactorEnabled, true), cancellationToken);
            return false;
        }

        if (!user.TwoFactorEnabled || enrolled.HasUnknown)
        {
            return false;
        }

        rows.Add(new() { UserId = user.Id, Method = Unknown, Destination = "", Since = clock.GetUtcNow() });
        return true;
    }

    private sealed record OnePerson(string Name, IReadOnlyList<string> Taken, IReadOnlyList<string> Lost, bool IsClosed);
}
