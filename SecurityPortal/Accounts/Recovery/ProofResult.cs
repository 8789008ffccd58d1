namespace SecurityPortal.Accounts.Recovery;

/// <summary>The result of giving a proof.</summary>
internal abstract record ProofResult
{
    private ProofResult()
    {
    }

    /// <summary>The proof is right; another one of a different kind is needed.</summary>
    public sealed record Given : ProofResult;

    /// <summary>
    /// Both proofs are given, and all methods are off. The token goes into the session cookie; the session only leads to
    /// enrolment.
    /// </summary>
    public sealed record Restored(string SessionToken) : ProofResult
    {
        public override string ToString() => nameof(Restored);
    }

    public sealed record Wrong : ProofResult;

    /// <summary>It cannot be an answer, so it was neither checked nor counted.</summary>
    public sealed record Malformed : ProofResult;

    /// <summary>Too many wrong answers; no answer is checked until then.</summary>
    public sealed record Locked(DateTimeOffset Until) : ProofResult;

    /// <summary>A hundred wrong answers in a row: codes are no longer checked (R16).</summary>
    public sealed record Closed : ProofResult;

    /// <summary>The sign-in is over, or this proof is not available to the person.</summary>
    public sealed record Over : ProofResult;
}
