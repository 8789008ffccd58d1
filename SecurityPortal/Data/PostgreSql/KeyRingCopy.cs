using System.Security.Cryptography.X509Certificates;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.EntityFrameworkCore;

namespace SecurityPortal.Data.PostgreSql;

/// <summary>
/// Copies the data protection keys from their folder into the database: everything that is encrypted there was
/// encrypted with them.
/// </summary>
internal static class KeyRingCopy
{
    private static readonly XNamespace Protection = "http://schemas.asp.net/2015/03/dataProtection";

    /// <summary>The number of keys; those that are there already stay as they are.</summary>
    /// <param name="certificate">What the keys are kept under from then on; null in Development.</param>
    public static async Task<int> RunAsync(
        string folder, PostgreSqlDbContext target, X509Certificate2? certificate, ILoggerFactory loggers,
        CancellationToken cancellationToken = default)
    {
        var files = Directory.EnumerateFiles(folder, "*.xml").Order(StringComparer.Ordinal).ToList();
        foreach (var file in files)
        {
            var name = Path.GetFileNameWithoutExtension(file);
            if (await target.DataProtectionKeys.AnyAsync(key => key.FriendlyName == name, cancellationToken))
            {
                continue;
            }

            var key = XElement.Load(file);
            if (certificate is not null)
            {
                Encrypt(key, new CertificateXmlEncryptor(certificate, loggers));
            }

            target.Add(new DataProtectionKey { FriendlyName = name, Xml = key.ToString(SaveOptions.DisableFormatting) });
        }

        await target.SaveChangesAsync(cancellationToken);
        return files.Count;
    }

    // As the framework does when it writes a key: what is marked as secret is exchanged for its ciphertext.
    private static void Encrypt(XElement key, CertificateXmlEncryptor encryptor)
    {
        foreach (var secret in key.DescendantsAndSelf()
            .Where(element => (bool?)element.Attribute(Protection + "requiresEncryption") == true).ToList())
        {
            var encrypted = encryptor.Encrypt(secret);
            secret.ReplaceWith(new XElement(
                Protection + "encryptedSecret",
                new XAttribute("decryptorType", encrypted.DecryptorType.AssemblyQualifiedName!),
                encrypted.EncryptedElement));
        }
    }
}
