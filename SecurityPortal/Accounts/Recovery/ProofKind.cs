namespace SecurityPortal.Accounts.Recovery;

/// <summary>The kinds of proof for a recovery by two proofs (R20).</summary>
internal enum ProofKind
{
    /// <summary>A code sent to the confirmed address.</summary>
    Email,

    /// <summary>A code sent to the confirmed number.</summary>
    Text,

    BackupCode,

    /// <summary>The browser is trusted; nothing is typed.</summary>
    TrustedDevice,
}
