namespace SecurityPortal.Authentication.Passwords;

/// <summary>The format in which password hashes are written. All formats can be read.</summary>
internal enum PasswordFormat
{
    /// <summary>
    /// <see cref="Argon2PasswordHasher"/>, which needs a lot of memory and so makes guessing with graphics cards expensive.
    /// </summary>
    Argon2id,

    /// <summary>
    /// Identity's version 3 (<see cref="IdentityPasswordHasher"/>), which an application with ASP.NET Core Identity on the
    /// same database can read.
    /// </summary>
    Identity,
}
