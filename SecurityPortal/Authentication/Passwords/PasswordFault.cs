namespace SecurityPortal.Authentication.Passwords;

/// <summary>Why a new password is refused.</summary>
internal enum PasswordFault
{
    TooShort,
    TooLong,
    Common,
    Guessable,
}
