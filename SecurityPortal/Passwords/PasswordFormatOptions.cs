namespace SecurityPortal.Passwords;

/// <summary>Configuration section <c>Passwords</c>.</summary>
internal sealed class PasswordFormatOptions
{
    /// <summary>
    /// <c>Argon2id</c> or <c>Identity</c>; hashes of the other format are made anew at the next sign-in. Not set, it is
    /// <c>Argon2id</c>, but <c>Identity</c> on the database of an application with ASP.NET Core Identity
    /// (<c>migrate --from-identity</c>): that goes on reading the hashes, and Argon2id is nothing to it but an error.
    /// Set <c>Argon2id</c> once nobody signs in at the application any more.
    /// </summary>
    public PasswordFormat? Format { get; set; }
}
