using SecurityPortal.Authentication.Flows;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.Management;
using SecurityPortal.TwoFactor.Policy;

namespace SecurityPortal.SignIn.SecondFactor;

/// <summary>Finds the methods that a person can use in a second step.</summary>
internal sealed class SecondFactorQueries(
    IDbContextFactory<PortalDbContext> factory, Enrolments enrolments, MethodCatalogue catalogue, StepUpGuard guard, StaffMethods staff)
{
    /// <summary>
    /// Returns the methods that can answer this flow, strongest first and emergency methods last, and which of them opens
    /// first. After a hundred wrong answers in a row, methods whose answers can be guessed are left out.
    /// </summary>
    public async Task<SecondFactorChoices> ChoicesAsync(AuthenticationFlow flow, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var (choices, preferred, locked) = await FindAsync(db, flow, cancellationToken);
        var isClosed = await SecondFactorLockout.IsClosedAsync(db, flow.UserId, cancellationToken);
        choices = [.. choices
            .Where(choice => !choice.IsUsedUp && !(isClosed && choice.Method.IsGuessable))
            .OrderByDescending(choice => choice.Method.Strength)
            .ThenBy(choice => choice.Method.Section).ThenBy(choice => choice.Method.Order)];

        // The method that the person prefers wins; without one the strongest opens, so a text message never opens ahead of
        // a stronger method.
        var first = choices.FirstOrDefault(choice => choice.Method.Id == preferred) ?? choices.FirstOrDefault();
        return new(choices, first) { IsClosed = isClosed, Lock = locked };
    }

    /// <summary>Returns whether this method may answer the flow.</summary>
    public async Task<bool> IsOpenAsync(PortalDbContext db, AuthenticationFlow flow, string methodId, CancellationToken cancellationToken) =>
        (await FindAsync(db, flow, cancellationToken)).Choices.Any(choice => choice.Method.Id == methodId);

    /// <summary>
    /// Returns all methods of the person that may answer this flow, including used-up ones, in no particular order.
    /// </summary>
    private async Task<(List<SecondFactorChoice> Choices, string? Preferred, LockState? Lock)> FindAsync(
        PortalDbContext db, AuthenticationFlow flow, CancellationToken cancellationToken)
    {
        var enrolled = await enrolments.ListAsync(db, flow.UserId, cancellationToken);
        List<SecondFactorChoice> choices = [];
        foreach (var row in enrolled.All)
        {
            var method = catalogue.Find(row.Method)!;
            if (catalogue.IsServed(row.Method) && (flow.Purpose != AuthenticationFlowPurpose.Confirm || guard.IsStrongEnough(row.Method, enrolled))
                && await method.ObstacleAsync(db, flow.UserId, flow.SessionId, cancellationToken) is null)
            {
                choices.Add(new(method.Description, row.Hint, IsUsedUp: row.Count == 0));
            }
        }

        if (choices.Any(choice => choice.Method.Strength == MethodStrength.Basic)
            && choices.Any(choice => staff.Serves(choice.Method.Id))
            && await db.IsStaffAsync(flow.UserId, cancellationToken))
        {
            // Support staff who have a method that their work requires are not let in with a weaker one (ASVS 8.4.2).
            choices.RemoveAll(choice => choice.Method.Strength == MethodStrength.Basic);
        }

        var locked = flow.Purpose == AuthenticationFlowPurpose.SignIn
            ? await LockedAccounts.FindAsync(db, flow.UserId, cancellationToken)
            : null;
        if (locked is not null)
        {
            choices.RemoveAll(choice => !locked.OpensWith.Contains(choice.Method.Id));
        }

        return (choices, enrolled.Preferred, locked);
    }
}
