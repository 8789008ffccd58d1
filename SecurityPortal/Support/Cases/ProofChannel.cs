namespace SecurityPortal.Support.Cases;

/// <summary>The way on which a check proves something, or on which a pass travels. Who holds one need not hold another.</summary>
internal enum ProofChannel
{
    /// <summary>The e-mail address on file.</summary>
    Mailbox,

    /// <summary>The phone number on file, by text or by a call.</summary>
    Number,

    /// <summary>An identity document, seen by somebody.</summary>
    Document,

    /// <summary>A computer where the person was signed in before the call.</summary>
    Browser,
}
