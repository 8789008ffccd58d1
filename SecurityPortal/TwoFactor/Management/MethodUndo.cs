using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Messaging.Notifications;

namespace SecurityPortal.TwoFactor.Management;

/// <summary>
/// Undoes what a change of methods added, for somebody who only has the link in its notification. A mailbox is not a factor
/// (ASVS 6.3.6), so nothing changes if no primary method would be left, or if the person is support staff (R13).
/// </summary>
internal sealed class MethodUndo(MethodCatalogue catalogue, Enrolments enrolments, MethodChanges changes)
{
    /// <summary>Returns the changes that <see cref="ApplyAsync"/> would make now.</summary>
    /// <param name="added">As in <see cref="ISecurityNotification.Undo"/>, without the prefix.</param>
    /// <param name="until">When the change was made. Methods turned on later are not touched.</param>
    public async Task<UndoneMethods> PreviewAsync(
        PortalDbContext db, string userId, IReadOnlyList<string> added, DateTimeOffset until, CancellationToken cancellationToken) =>
        (await PlanAsync(db, userId, added, until, cancellationToken)).Outcome;

    /// <summary>
    /// Turns off methods that the change turned on, with everything that depends on them, and removes keys and apps that it
    /// added. Methods turned on again since then stay. Logged like every other change.
    /// </summary>
    /// <param name="added">See <see cref="PreviewAsync"/>.</param>
    /// <param name="until">See <see cref="PreviewAsync"/>.</param>
    public async Task<UndoneMethods> ApplyAsync(
        PersonTransaction transaction, IReadOnlyList<string> added, DateTimeOffset until, ClientInfo client,
        CancellationToken cancellationToken)
    {
        var plan = await PlanAsync(transaction.Db, transaction.UserId, added, until, cancellationToken);
        foreach (var item in plan.Items)
        {
            await item.Holder.RemoveAsync(transaction, item.Id, cancellationToken);
            await transaction.Db.Set<MethodEnrolment>()
                .Where(row => row.UserId == transaction.UserId && row.Method == item.Method)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Count, row => row.Count - 1), cancellationToken);
        }

        await changes.DisableAsync(transaction, plan.Outcome.Off, cancellationToken);
        var left = await enrolments.ListAsync(transaction.Db, transaction.UserId, cancellationToken);
        await transaction.Db.Users.Where(user => user.Id == transaction.UserId).ExecuteUpdateAsync(
            set => set.SetProperty(user => user.TwoFactorEnabled, left.IsTwoFactorOn), cancellationToken);
        await changes.LogAsync(
            transaction, client, new() { Off = plan.Outcome.Off, Changed = plan.Outcome.Changed }, left, cancellationToken);
        return plan.Outcome;
    }

    private async Task<Plan> PlanAsync(
        PortalDbContext db, string userId, IReadOnlyList<string> added, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var enrolled = await enrolments.ListAsync(db, userId, cancellationToken);
        HashSet<string> off = [.. added.Where(id => enrolled.Find(id)?.Since <= until)];
        List<Item> items = [];
        foreach (var parts in added.Select(text => text.Split('/')).Where(parts => parts.Length == 2 && !off.Contains(parts[0])))
        {
            if (catalogue.Find(parts[0]) is IHasItems holder && enrolled.IsOn(parts[0])
                && Guid.TryParseExact(parts[1], "N", out var id)
                && (await holder.ListAsync(db, userId, cancellationToken)).Any(item => item.Id == id))
            {
                items.Add(new(parts[0], holder, id));
            }
        }

        // A method that would lose its last key or app is turned off.
        off.UnionWith(items.GroupBy(item => item.Method).Where(group => group.Count() >= enrolled.Find(group.Key)!.Count)
            .Select(group => group.Key).ToList());
        items.RemoveAll(item => off.Contains(item.Method));
        var falling = changes.CascadeOf(enrolled, off);
        IReadOnlyList<string> changed = InOrder(items.Select(item => item.Method));
        if (off.Count + items.Count == 0)
        {
            return new([], new([], [], []));
        }

        return enrolled.Real.All(row => falling.Contains(row.Method)) || await db.IsStaffAsync(userId, cancellationToken)
            ? new([], new([], [], InOrder(off.Concat(changed))))
            : new(items, new(falling, changed, []));
    }

    private IReadOnlyList<string> InOrder(IEnumerable<string> methods) =>
        [.. catalogue.All.Select(method => method.Description.Id).Where(methods.ToHashSet().Contains)];

    private sealed record Plan(IReadOnlyList<Item> Items, UndoneMethods Outcome);

    private sealed record Item(string Method, IHasItems Holder, Guid Id);
}
