namespace SecurityPortal.Accounts.Recovery;

/// <summary>The result of a proof.</summary>
internal abstract record ProofResult
{
    private ProofResult()
    {
    }

    /// <summary>It is right; another of a different kind is needed.</summary>
    public sealed record Given : ProofResult;

    /// <summary>Two are there: all methods are off. The token goes into the session cookie, and opens enrolment alone.</summary>
    public sealed record Restored(string SessionToken) : ProofResult
    {
        public override string ToString() => nameof(Restored);
    }

    public sealed record Wrong : ProofResult;

    /// <summary>It cannot be an answer; it was not looked at and not counted.</summary>
    public sealed record Malformed : ProofResult;

    /// <summary>Too many wrong answers; nothing is looked at until then.</summary>
    public sealed record Locked(DateTimeOffset Until) : ProofResult;

    /// <summary>A hundred wrong answers in a row: no code is looked at any more (R16).</summary>
    public sealed record Closed : ProofResult;

    /// <summary>The sign-in is over, or this way is not open to the person.</summary>
    public sealed record Over : ProofResult;
}
