using SecurityPortal.Support;

namespace SecurityPortal.Tests.Support;

/// <summary>
/// Who may do something to whom, as product.md has it: staff to the person who stands lower, nobody to themselves. One
/// table, for the tests of the services and for those over HTTP.
/// </summary>
internal static class Standing
{
    /// <summary>From the lowest to the highest; null is somebody who does not work for support.</summary>
    public static readonly string?[] Roles = [null, "Support", "SupportLead"];

    /// <summary>Every role with every role, and each with itself as one person.</summary>
    public static TheoryData<string?, string?, bool> Pairs
    {
        get
        {
            var data = new TheoryData<string?, string?, bool>();
            foreach (var (actor, target) in Roles.SelectMany(actor => Roles.Select(target => (actor, target))))
            {
                data.Add(actor, target, false);
            }

            foreach (var actor in Roles)
            {
                data.Add(actor, actor, true);
            }

            return data;
        }
    }

    /// <summary>Why this one may not act on that one; null when they may.</summary>
    public static SupportFault? Obstacle(string? actor, string? target, bool onSelf) =>
        actor is null ? SupportFault.NotStaff
        : onSelf ? SupportFault.OwnAccount
        : Array.IndexOf(Roles, actor) > Array.IndexOf(Roles, target) ? null
        : SupportFault.TooHigh;
}
