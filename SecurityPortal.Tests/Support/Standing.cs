using SecurityPortal.Support;

namespace SecurityPortal.Tests.Support;

/// <summary>
/// Who may act on whom, as product.md says: staff on people below them, nobody on themselves. One table, for the tests of
/// the services and for those over HTTP.
/// </summary>
internal static class Standing
{
    /// <summary>The roles from lowest to highest; null is somebody who does not work for support.</summary>
    public static readonly string?[] Roles = [null, "Support", "SupportLead"];

    /// <summary>Every role paired with every role, and each acting on their own account.</summary>
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

    /// <summary>Returns why the actor may not act on the target; null when they may.</summary>
    public static SupportFault? Obstacle(string? actor, string? target, bool onSelf) =>
        actor is null ? SupportFault.NotStaff
        : onSelf ? SupportFault.OwnAccount
        : Array.IndexOf(Roles, actor) > Array.IndexOf(Roles, target) ? null
        : SupportFault.TooHigh;
}
