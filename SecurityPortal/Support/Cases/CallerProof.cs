using SecurityPortal.Support.Actions;
using SecurityPortal.TwoFactor;

namespace SecurityPortal.Support.Cases;

/// <summary>
/// What the caller of a case has proved, and what that is enough for (R14; NIST SP 800-63B-4 4.2.2.2: two codes by
/// different methods). One code by text or e-mail is as weak as a text: it is not enough for anything stronger, nor for a
/// pass that travels the same way.
/// </summary>
/// <param name="Checks">The passed checks that still count, the newest first.</param>
internal sealed record CallerProof(IReadOnlyList<CountedCheck> Checks)
{
    /// <summary>The check that the action may rest on; null when what was proved is not enough for it.</summary>
    /// <param name="ends">Whether no method would be left.</param>
    /// <param name="strongest">The strength of the strongest method that would be turned off.</param>
    public Guid? EnoughFor(ActionRequest wish, bool ends, MethodStrength strongest)
    {
        // A second member of staff stands for the document: that is a second person already.
        var witnessed = Checks.FirstOrDefault(check => check is { Channel: ProofChannel.Document, IsWordOfAsker: false });
        if (witnessed is not null)
        {
            return witnessed.Id;
        }

        // What the portal compared itself, or a colleague did. The word of the person who asks alone opens no account.
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
