using SecurityPortal.Authentication.Sessions;

namespace SecurityPortal.TwoFactor.Policy;

/// <summary>Decides which methods support staff may use (ASVS 8.4.2): never text messages, and by default only security keys.</summary>
internal sealed class StaffMethods(MethodCatalogue catalogue, IOptionsMonitor<PolicyOptions> policy)
{
    /// <summary>The strength that a method must have; at least <see cref="MethodStrength.Strong"/>.</summary>
    public MethodStrength Required => policy.CurrentValue.StaffStrength ?? catalogue.All
        .Select(method => method.Description)
        .Where(method => method.IsPrimaryFactor && policy.CurrentValue.Offers(method.Id))
        .Select(method => method.Strength).Append(MethodStrength.Strong).Max();

    /// <summary>Whether staff may use this method; false for an unknown one.</summary>
    public bool Serves(string? method) => catalogue.Find(method)?.Description is { IsEmergency: false, ProvesPossession: true } description
        && description.Strength >= Required;

    /// <summary>
    /// Whether staff may use this method, it is on, and the person has an item of it that their roles allow: a synced passkey
    /// is no use to a person whose passkeys must stay on one device.
    /// </summary>
    public async Task<bool> HasAsync(
        PortalDbContext db, LiveSession session, EnrolledMethods enrolled, string? method, CancellationToken cancellationToken) =>
        Serves(method) && enrolled.IsOn(method!)
        && (catalogue.Find(method) is not IHeldToPolicy held
            || await held.HasAllowedAsync(db, session.UserId, session.Roles, cancellationToken));

    /// <summary>Whether any primary method passes <see cref="HasAsync"/>.</summary>
    public async Task<bool> IsEnoughAsync(
        PortalDbContext db, LiveSession session, EnrolledMethods enrolled, CancellationToken cancellationToken)
    {
        foreach (var row in enrolled.Real)
        {
            if (await HasAsync(db, session, enrolled, row.Method, cancellationToken))
            {
                return true;
            }
        }

        return false;
    }
}
