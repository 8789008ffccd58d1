namespace SecurityPortal.Accounts.Recovery;

/// <summary>The proofs that a person can give to get back in without a wait, and those already given.</summary>
internal sealed record ProofOffer(IReadOnlyList<ProofOption> Options)
{
    /// <summary>Whether what is on file is enough, once it is all shown.</summary>
    public bool IsPossible => IsEnough(Options);

    /// <summary>Whether what was shown is enough.</summary>
    public bool IsDone => IsEnough(Options.Where(option => option.IsGiven));

    public ProofOption? Find(ProofKind kind) => Options.FirstOrDefault(option => option.Kind == kind);

    // Two kinds, one of them a code that was sent (NIST SP 800-63B-4 4.2.2.2): each travels by a channel of its own, so no
    // mailbox and no phone is enough alone.
    private static bool IsEnough(IEnumerable<ProofOption> options)
    {
        var kinds = options.Select(option => option.Kind).Distinct().ToList();
        return kinds.Count > 1 && kinds.Any(kind => kind is ProofKind.Email or ProofKind.Text);
    }
}
