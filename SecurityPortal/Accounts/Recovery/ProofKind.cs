namespace SecurityPortal.Accounts.Recovery;

/// <summary>What a person can show to a recovery by two proofs (R20).</summary>
internal enum ProofKind
{
    /// <summary>A code to the confirmed address.</summary>
    Email,

    /// <summary>A code to the confirmed number.</summary>
    Text,

    BackupCode,

    /// <summary>The browser is trusted; nothing is typed.</summary>
    TrustedDevice,
}
