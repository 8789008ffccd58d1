namespace SecurityPortal.Authentication.Passwords;

/// <summary>How the hashes of passwords are written. All formats are read, whichever is written.</summary>
internal enum PasswordFormat
{
    /// <summary><see cref="Argon2PasswordHasher"/>, which fills memory and so costs whoever guesses with graphics cards most.</summary>
    Argon2id,

    /// <summary>
    /// Identity's version 3 (<see cref="IdentityPasswordHasher"/>), which an application with ASP.NET Core Identity on the
    /// same database reads.
    /// </summary>
    Identity,
}
