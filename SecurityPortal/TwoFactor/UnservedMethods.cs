using SecurityPortal.Platform.BackgroundJobs;

namespace SecurityPortal.TwoFactor;

/// <summary>Tells the operator, soon after the start and each day, how many are on with a method whose channel the settings do without.</summary>
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

    /// <summary>For each method that is on with anybody and cannot be used: how many have it, and how many of them nothing else.</summary>
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
