using SecurityPortal.Platform.BackgroundJobs;

namespace SecurityPortal.TwoFactor.Management;

/// <summary>Warns the operator, soon after startup and daily, how many people have a method on whose channel has no provider.</summary>
internal sealed class UnservedMethods(
    IDbContextFactory<PortalDbContext> factory, MethodCatalogue catalogue, ILogger<UnservedMethods> logger) : ITimedWork
{
    public TimeSpan Every => TimeSpan.FromDays(1);

    public async Task<int> RunAsync(CancellationToken cancellationToken = default)
    {
        var counts = await CountAsync(cancellationToken);
        foreach (var method in counts)
        {
            logger.MethodIsUnserved(method.Id, method.People, method.Only);
        }

        return counts.Count;
    }

    /// <summary>Counts, for each unusable method that is on, the people who have it and those who have no other to sign in with.</summary>
    public async Task<IReadOnlyList<(string Id, int People, int Only)>> CountAsync(CancellationToken cancellationToken)
    {
        string[] unserved = [.. catalogue.All.Select(method => method.Description.Id).Where(id => !catalogue.IsServed(id))];
        List<(string, int, int)> counts = [];
        if (unserved.Length == 0)
        {
            return counts;
        }

        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        string[] emergency = [.. catalogue.All.Select(method => method.Description).Where(method => method.IsEmergency || !method.IsPrimaryFactor)
            .Select(method => method.Id)];
        foreach (var id in unserved)
        {
            var people = db.Set<MethodEnrolment>().Where(row => row.Method == id);
            var only = people.Where(row => !db.Set<MethodEnrolment>().Any(
                other => other.UserId == row.UserId && !unserved.Contains(other.Method) && !emergency.Contains(other.Method)));
            if (await people.CountAsync(cancellationToken) is > 0 and var count)
            {
                counts.Add((id, count, await only.CountAsync(cancellationToken)));
            }
        }

        return counts;
    }
}
