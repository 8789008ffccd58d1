namespace SecurityPortal.Support.Cases;

/// <summary>
/// What the caller reports as lost or stolen. It no longer proves anything, and nothing is sent there (R14): whoever found or
/// took it could pass as the person.
/// </summary>
[Flags]
public enum LostThings
{
    Nothing = 0,

    /// <summary>The phone with the number on file: no code by text, no call back, no answer on a handheld, no pass by text.</summary>
    Phone = 1,

    /// <summary>Someone else reads the mail, or the person cannot: no code and no pass by e-mail.</summary>
    Mailbox = 2,

    /// <summary>A security key. No check rests on one; the report shows what has to be reset.</summary>
    SecurityKey = 4,

    /// <summary>A computer where the person is signed in: answers from there do not count.</summary>
    Computer = 8,
    All = Phone | Mailbox | SecurityKey | Computer,
}
