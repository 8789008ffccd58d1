using Microsoft.Extensions.Options;

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

    /// <summary>Whether one that serves is on.</summary>
    public bool IsEnough(EnrolledMethods enrolled) => enrolled.Real.Any(row => Serves(row.Method));
}
