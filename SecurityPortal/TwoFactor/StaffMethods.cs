using SecurityPortal.Authentication.Sessions;

namespace SecurityPortal.TwoFactor;

/// <summary>Which methods serve for support staff (ASVS 8.4.2): texts never do, and by default a security key alone.</summary>
internal sealed class StaffMethods(MethodCatalogue catalogue, IOptionsMonitor<PolicyOptions> policy)
{
    /// <summary>How strong a method has to be; at least <see cref="MethodStrength.Strong"/>.</summary>
    public MethodStrength Required => policy.CurrentValue.StaffStrength ?? catalogue.All
        .Select(method => method.Description)
        .Where(method => method.IsPrimaryFactor && policy.CurrentValue.Offers(method.Id))
        .Select(method => method.Strength).Append(MethodStrength.Strong).Max();

    /// <summary>Whether this method serves; false for what is no method.</summary>
    public bool Serves(string? method) => catalogue.Find(method)?.Description is { IsEmergency: false, ProvesPossession: true } description
        && description.Strength >= Required;

    /// <summary>
    /// Whether this method serves and is on, and the person has one of it that their roles may use: a synced passkey is
    /// worth nothing to the person who is held to passkeys that stay on one device.
    /// </summary>
    public async Task<bool> HasAsync(
        PortalDbContext db, LiveSession session, EnrolledMethods enrolled, string? method, CancellationToken cancellationToken) =>
        Serves(method) && enrolled.IsOn(method!)
        && (catalogue.Find(method) is not IHeldToPolicy held
            || await held.HasAllowedAsync(db, session.UserId, session.Roles, cancellationToken));

    /// <summary>Whether a method that stands alone passes <see cref="HasAsync"/>.</summary>
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
