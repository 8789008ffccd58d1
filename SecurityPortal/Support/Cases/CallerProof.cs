using SecurityPortal.Support.Actions;
using SecurityPortal.TwoFactor;

namespace SecurityPortal.Support.Cases;

/// <summary>
/// What the caller of a case has proved, and what that is enough for (R14; NIST SP 800-63B-4 4.2.2.2: two codes by
/// different methods). One code by text or e-mail is as weak as a text: it is not enough for anything stronger, nor for a
/// pass that is sent over the same channel.
/// </summary>
/// <param name="Checks">The passed checks that still count, newest first.</param>
internal sealed record CallerProof(IReadOnlyList<CountedCheck> Checks)
{
    /// <summary>Returns the check that the action may rest on; null when the proof is not enough.</summary>
    /// <param name="ends">Whether no method would be left.</param>
    /// <param name="strongest">The strength of the strongest method that would be turned off.</param>
    public Guid? EnoughFor(ActionRequest wish, bool ends, MethodStrength strongest)
    {
        // A colleague vouches for the document, so a second person has already agreed.
        var witnessed = Checks.FirstOrDefault(check => check is { Channel: ProofChannel.Document, IsWordOfAsker: false });
        if (witnessed is not null)
        {
            return witnessed.Id;
        }

        // Checks that the portal compared or a colleague recorded. The requesting agent's word alone opens no account.
        var compared = Checks.Where(check => !check.IsWordOfAsker).ToList();
        if (wish.Kind == ActionKind.IssuePass)
        {
            return wish.Delivery is { } way
                ? compared.FirstOrDefault(check => check.Channel != ProofChannels.Of(way))?.Id
                : null;
        }

        return (ends, strongest) switch
        {
            (true, _) => TwoOf(compared),
            (_, > MethodStrength.Basic) => compared.Count > 0 ? TwoOf(Checks) : null,
            _ => Checks.FirstOrDefault()?.Id,
        };
    }

    private static Guid? TwoOf(IReadOnlyList<CountedCheck> checks) =>
        checks.Select(check => check.Channel).Distinct().Count() > 1 ? checks[0].Id : null;
}
