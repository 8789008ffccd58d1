using System.Security.Cryptography.X509Certificates;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;

namespace SecurityPortal.Platform.Database.PostgreSql;

/// <summary>
/// Copies the data protection keys from their folder into the database: everything that is encrypted there was
/// encrypted with them.
/// </summary>
internal static class KeyRingCopy
{
    /// <summary>Copies the keys and returns how many there are; those that the database already has stay as they are.</summary>
    /// <param name="certificate">The certificate that encrypts keys which are not encrypted; null in Development.</param>
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
                KeyRing.Encrypt(key, certificate, loggers);
            }

            target.Add(new DataProtectionKey { FriendlyName = name, Xml = key.ToString(SaveOptions.DisableFormatting) });
        }

        await target.SaveChangesAsync(cancellationToken);
        return files.Count;
    }
}
