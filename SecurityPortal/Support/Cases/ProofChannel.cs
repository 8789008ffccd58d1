namespace SecurityPortal.Support.Cases;

/// <summary>The channel of a check or a pass. Someone who controls one channel need not control another.</summary>
internal enum ProofChannel
{
    /// <summary>The e-mail address on file.</summary>
    Mailbox,

    /// <summary>The phone number on file, by text or by a call, or a signed-in phone or tablet.</summary>
    Number,

    /// <summary>An identity document, seen by someone.</summary>
    Document,

    /// <summary>A computer where the person was signed in before the call.</summary>
    Browser,
}
