using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.Policy;

namespace SecurityPortal.Hosting.Cli;

/// <summary>
/// Prints the policy and, for each method that is rolled out in stages, its stage and how many people that reaches.
/// </summary>
internal sealed class PolicyShowCommand()
    : PortalVerb("policy show", "prints the policy that is in force, and who gets the methods that are being rolled out")
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };

    public override async Task<int> RunAsync(VerbCall call)
    {
        var services = call.Services;
        var policy = services.GetRequiredService<IOptions<PolicyOptions>>().Value;
        var staged = services.GetRequiredService<MethodCatalogue>().All.Where(method => method.Rollout is not null).ToList();
        var reached = staged.ToDictionary(method => method, _ => 0);
        await using var db = await services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        var roles = (await db.UserRoles.Join(
                db.Roles, row => row.RoleId, role => role.Id, (row, role) => new { row.UserId, Role = role.Name! }).ToListAsync())
            .ToLookup(row => row.UserId, row => row.Role);
        var people = 0;
        await foreach (var user in db.Users.AsNoTracking().Select(user => new { user.Id, user.Email }).AsAsyncEnumerable())
        {
            people++;
            RolloutPerson person = new(user.Id, user.Email, [.. roles[user.Id]]);
            foreach (var method in staged.Where(method => method.Rollout!.Includes(person)))
            {
                reached[method]++;
            }
        }

        Dictionary<string, object> rollouts = [];
        foreach (var method in staged)
        {
            var id = method.Description.Id;
            rollouts[id] = new
            {
                method.Rollout!.Stage,
                IsOfferedByPolicy = policy.Offers(id),
                PeopleReached = reached[method],
                PeopleWhoHaveItOn = await db.Set<MethodEnrolment>().CountAsync(row => row.Method == id),
                PeopleInAll = people,
            };
        }

        await call.Output.WriteLineAsync(JsonSerializer.Serialize(new { Policy = policy, Rollouts = rollouts }, Readable));
        return 0;
    }
}
