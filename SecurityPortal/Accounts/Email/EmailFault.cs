namespace SecurityPortal.Accounts.Email;

/// <summary>Why a new e-mail address is refused.</summary>
internal enum EmailFault
{
    /// <summary>It is none, or not all of one.</summary>
    Incomplete,

    /// <summary>Something in it cannot be seen or turns the direction: it would look like another address.</summary>
    Hidden,

    /// <summary>A dot where no mail server takes one: at an end of what stands before the @, or two in a row.</summary>
    Dots,
}
