namespace SecurityPortal.Accounts.Email;

/// <summary>Why a new email address is refused.</summary>
internal enum EmailFault
{
    /// <summary>It is not an address, or not a complete one.</summary>
    Incomplete,

    /// <summary>
    /// It contains an invisible character, or one that changes the text direction, so it would look like another address.
    /// </summary>
    Hidden,

    /// <summary>A dot that no mail server accepts: first or last before the @, or two in a row.</summary>
    Dots,
}
