namespace SecurityPortal.Support.Cases;

/// <summary>The kinds of check. Knowledge about the person does not count as one.</summary>
public enum CheckKind
{
    /// <summary>A code by text message to the number on file, which the caller reads back.</summary>
    CodeByText,

    /// <summary>The same by e-mail to the address on file.</summary>
    CodeByEmail,

    /// <summary>The agent hung up and called the number on file.</summary>
    CallBack,

    /// <summary>An identity document was seen.</summary>
    IdentityDocument,

    /// <summary>
    /// In a browser where they were signed in before the call, the person typed a number that the agent read to them.
    /// </summary>
    SignedInBrowser,

    /// <summary>The same on a phone or tablet, which counts as the number on file: whoever holds that phone has both.</summary>
    SignedInPhone,
}
