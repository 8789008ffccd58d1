namespace SecurityPortal.Accounts.Recovery;

/// <summary>The proofs that a person can give to get back in without a wait, and those already given.</summary>
internal sealed record ProofOffer(IReadOnlyList<ProofOption> Options)
{
    /// <summary>Whether the proofs on file are enough if all of them are given.</summary>
    public bool IsPossible => IsEnough(Options);

    /// <summary>Whether the proofs given so far are enough.</summary>
    public bool IsDone => IsEnough(Options.Where(option => option.IsGiven));

    public ProofOption? Find(ProofKind kind) => Options.FirstOrDefault(option => option.Kind == kind);

    // Two kinds, at least one of them a code that was sent (NIST SP 800-63B-4 4.2.2.2). Each kind uses a channel of its
    // own, so neither the mailbox nor the phone alone is enough.
    private static bool IsEnough(IEnumerable<ProofOption> options)
    {
        var kinds = options.Select(option => option.Kind).Distinct().ToList();
        return kinds.Count > 1 && kinds.Any(kind => kind is ProofKind.Email or ProofKind.Text);
    }
}
