using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Authentication.Throttling;
using SecurityPortal.Support.Cases;
using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.Management;

namespace SecurityPortal.Support.Actions;

/// <summary>Decides whether an action makes sense, whether a lead must approve it, and whether it waits (ASVS 2.3.5, 6.4.4).</summary>
internal sealed class ActionRules(
    Enrolments enrolments, MethodChanges changes, RecentChanges recent, CheckDestinations destinations, CallerProofs proofs,
    SessionStore sessions, IOptions<SupportOptions> options, TimeProvider clock)
{
    /// <summary>Returns the effect an action would have now, and its requirements.</summary>
    /// <param name="askerId">The agent who requests, or requested, the action: a check may rest on their word alone.</param>
    public async Task<ActionPlan> PlanAsync(
        PortalDbContext db, Guid caseId, string userId, string askerId, ActionRequest wish, CancellationToken cancellationToken)
    {
        var enrolled = await enrolments.ListAsync(db, userId, cancellationToken);
        IReadOnlyList<string> methods = wish.Kind switch
        {
            ActionKind.ResetMethod => changes.CascadeOf(enrolled, [wish.Method ?? ""]),
            ActionKind.ResetAll => [.. enrolled.All.Select(row => row.Method)],
            _ => [],
        };
        var ends = wish.Kind == ActionKind.ResetAll
            || (methods.Count > 0 && enrolled.Real.All(row => methods.Contains(row.Method)));
        var plan = new ActionPlan(methods, ends, null, [], TimeSpan.Zero)
        {
            Told = await destinations.ToldAsync(
                db, userId, byText: wish.Kind.OpensAccount() || wish.Kind.LetsIn(), cancellationToken),
        };
        if (wish.Kind.LetsIn())
        {
            return await PlanLettingInAsync(db, caseId, userId, askerId, wish.Kind, plan, cancellationToken);
        }

        if (wish.Kind == ActionKind.DisableAccount)
        {
            return plan with { Reasons = await ReasonsToKeepOutAsync(db, userId, cancellationToken) };
        }

        if (!wish.Kind.OpensAccount())
        {
            return plan;
        }

        var strongest = enrolled.Descriptions.Where(method => methods.Contains(method.Id)).Select(method => method.Strength)
            .DefaultIfEmpty(MethodStrength.Emergency).Max();
        var proof = await proofs.FindAsync(db, caseId, userId, askerId, cancellationToken);
        var check = proof.EnoughFor(wish, ends, strongest);
        (ApprovalReason Reason, bool Holds)[] reasons =
        [
            (ApprovalReason.AllMethods, ends),
            (ApprovalReason.PrivilegedAccounts, await SupportGuard.RankAsync(db, userId, cancellationToken) > 0),
            (ApprovalReason.NoPassedCheck, proof.Checks.Count == 0),
            (ApprovalReason.WeakCheck, proof.Checks.Count > 0 && check is null),
            (ApprovalReason.SecondReset, await WasAnotherAsync(db, userId, wish, cancellationToken)),
            (ApprovalReason.RecentChange, (await recent.FindAsync(db, userId, options.Value.RecentChange, cancellationToken)).Any),
        ];
        return plan with
        {
            CheckId = check,
            Reasons = [.. reasons.Where(row => row.Holds && options.Value.RequiresApproval(row.Reason)).Select(row => row.Reason)],
            Waits = ends && check is null ? options.Value.WaitingPeriod : TimeSpan.Zero,
        };
    }

    // No check of the caller makes a difference: an attacker who has taken over the account could have passed it.
    private async Task<IReadOnlyList<ApprovalReason>> ReasonsToKeepOutAsync(
        PortalDbContext db, string userId, CancellationToken cancellationToken) =>
        options.Value.RequiresApproval(ApprovalReason.PrivilegedAccounts) && await SupportGuard.RankAsync(db, userId, cancellationToken) > 0
            ? [ApprovalReason.KeepsOut, ApprovalReason.PrivilegedAccounts]
            : [ApprovalReason.KeepsOut];

    // Always needs a lead (R17, R19), who sees what the caller has proved. It takes nothing away, so it does not wait.
    private async Task<ActionPlan> PlanLettingInAsync(
        PortalDbContext db, Guid caseId, string userId, string askerId, ActionKind kind, ActionPlan plan,
        CancellationToken cancellationToken)
    {
        var proof = await proofs.FindAsync(db, caseId, userId, askerId, cancellationToken);
        (ApprovalReason Reason, bool Holds)[] reasons =
        [
            (kind == ActionKind.OpenAccount ? ApprovalReason.LockedAccount : ApprovalReason.DisabledAccount, true),
            (ApprovalReason.PrivilegedAccounts, await SupportGuard.RankAsync(db, userId, cancellationToken) > 0),
            (ApprovalReason.NoPassedCheck, proof.Checks.Count == 0),
            (ApprovalReason.RecentChange, (await recent.FindAsync(db, userId, options.Value.RecentChange, cancellationToken)).Any),
        ];
        return plan with
        {
            CheckId = proof.Checks.FirstOrDefault()?.Id,
            Reasons = [.. reasons.Where(row => row.Holds && options.Value.RequiresApproval(row.Reason)).Select(row => row.Reason)],
        };
    }

    /// <summary>Lists the actions for a person, each with the reason if it makes no sense now.</summary>
    public async Task<IReadOnlyList<ActionOffer>> OffersAsync(
        PortalDbContext db, string userId, CancellationToken cancellationToken)
    {
        var enrolled = await enrolments.ListAsync(db, userId, cancellationToken);
        ActionRequest[] wishes =
        [
            .. enrolled.Descriptions.Select(method => new ActionRequest(ActionKind.ResetMethod, method.Id)),
            new(ActionKind.ResetAll), new(ActionKind.Unlock), new(ActionKind.EndSessions),
            new(await IsLockedAsync(db, userId, cancellationToken) ? ActionKind.OpenAccount : ActionKind.LockAccount),
            new(await IsDisabledAsync(db, userId, cancellationToken) ? ActionKind.EnableAccount : ActionKind.DisableAccount),
        ];
        List<ActionOffer> offers = [];
        foreach (var wish in wishes)
        {
            offers.Add(new(wish, await ObstacleAsync(db, userId, wish, cancellationToken)));
        }

        // One possible delivery is enough: the dialog offers those there are.
        List<SupportFault?> ways = [];
        foreach (var way in Enum.GetValues<PassDelivery>())
        {
            ways.Add(await ObstacleAsync(db, userId, new(ActionKind.IssuePass, Delivery: way), cancellationToken));
        }

        offers.Add(new(new(ActionKind.IssuePass), ways.Contains(null) ? null : ways[0]));
        return offers;
    }

    /// <summary>Returns why the action makes no sense now; null when it does.</summary>
    public async Task<SupportFault?> ObstacleAsync(
        PortalDbContext db, string userId, ActionRequest wish, CancellationToken cancellationToken)
    {
        var enrolled = await enrolments.ListAsync(db, userId, cancellationToken);
        var isLocked = await IsLockedAsync(db, userId, cancellationToken);
        var isDisabled = await IsDisabledAsync(db, userId, cancellationToken);
        return wish.Kind switch
        {
            ActionKind.LockAccount or ActionKind.OpenAccount =>
                isLocked == (wish.Kind == ActionKind.LockAccount) ? SupportFault.NothingToDo : null,
            ActionKind.DisableAccount or ActionKind.EnableAccount =>
                isDisabled == (wish.Kind == ActionKind.DisableAccount) ? SupportFault.NothingToDo : null,
            _ when isDisabled && wish.Kind.OpensAccount() => SupportFault.AccountDisabled,
            _ when isLocked && wish.Kind.OpensAccount() => SupportFault.AccountLocked,
            ActionKind.ResetMethod when !enrolled.IsOn(wish.Method ?? "") => SupportFault.NothingToDo,
            ActionKind.ResetAll when enrolled.All.Count == 0 && !enrolled.HasUnknown => SupportFault.NothingToDo,
            ActionKind.EndSessions when !await sessions.Live(db, userId).AnyAsync(cancellationToken) => SupportFault.NothingToDo,
            ActionKind.Unlock when !await AttemptLimiter.HasAnyAsync(db, userId, cancellationToken) => SupportFault.NothingToDo,
            ActionKind.IssuePass when !enrolled.IsTwoFactorOn => SupportFault.NothingToDo,
            ActionKind.IssuePass => await PassObstacleAsync(db, userId, wish.Delivery, cancellationToken),
            _ => null,
        };
    }

    private static async Task<bool> IsLockedAsync(PortalDbContext db, string userId, CancellationToken cancellationToken) =>
        await LockedAccounts.FindAsync(db, userId, cancellationToken) is not null;

    private async Task<bool> IsDisabledAsync(PortalDbContext db, string userId, CancellationToken cancellationToken) =>
        await db.AccountStateAsync(userId, clock.GetUtcNow(), cancellationToken) == AccountState.Disabled;

    private async Task<SupportFault?> PassObstacleAsync(
        PortalDbContext db, string userId, PassDelivery? delivery, CancellationToken cancellationToken)
    {
        if (delivery is not { } way || !Enum.IsDefined(way))
        {
            return SupportFault.InvalidInput;
        }

        var kind = way == PassDelivery.Text ? CheckKind.CodeByText : CheckKind.CodeByEmail;
        return (await destinations.FindAsync(db, userId, kind, cancellationToken)).Fault;
    }

    private async Task<bool> WasAnotherAsync(
        PortalDbContext db, string userId, ActionRequest wish, CancellationToken cancellationToken)
    {
        var since = clock.GetUtcNow() - options.Value.SecondResetWithin;
        var opening = Enum.GetValues<ActionKind>().Where(ActionKinds.OpensAccount).ToList();
        return await db.Set<SupportAction>().AnyAsync(
            action => action.UserId == userId && action.AskedAt > since && opening.Contains(action.Kind)
                && (action.State == ActionState.Done || action.State == ActionState.Waiting)
                && (action.Kind != wish.Kind || action.Method != wish.Method),
            cancellationToken);
    }
}
