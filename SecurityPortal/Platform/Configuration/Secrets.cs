using Microsoft.AspNetCore.DataProtection;

namespace SecurityPortal.Platform.Configuration;

/// <summary>
/// Encrypts what must be read again (authenticator keys, phone numbers, texts to send). The ciphertext is bound to its kind and
/// its owner: moved to another person's row or another column, it can no longer be decrypted.
/// </summary>
internal sealed class Secrets(IDataProtectionProvider protection)
{
    public byte[] Protect(string kind, string owner, string plaintext) =>
        Protector(kind, owner).Protect(Encoding.UTF8.GetBytes(plaintext));

    /// <exception cref="System.Security.Cryptography.CryptographicException">
    /// The ciphertext was altered, belongs to another owner or kind, or its key is gone.
    /// </exception>
    public string Unprotect(string kind, string owner, byte[] ciphertext) =>
        Encoding.UTF8.GetString(Protector(kind, owner).Unprotect(ciphertext));

    private IDataProtector Protector(string kind, string owner) =>
        protection.CreateProtector("SecurityPortal.Secrets", kind, owner);
}
