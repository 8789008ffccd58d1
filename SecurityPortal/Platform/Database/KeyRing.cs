using System.Security.Cryptography.X509Certificates;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace SecurityPortal.Platform.Database;

/// <summary>Where the data protection keys are stored, and what encrypts them.</summary>
internal static class KeyRing
{
    private static readonly XNamespace Protection = "http://schemas.asp.net/2015/03/dataProtection";

    public static void AddKeyRing(this WebApplicationBuilder builder, DatabaseOptions options)
    {
        var protection = builder.Services.AddDataProtection().SetApplicationName("SecurityPortal");
        if (options.Kind == DatabaseProvider.Sqlite)
        {
            var folder = builder.Environment.Rooted(options.KeyRing);
            builder.Services.Configure<KeyManagementOptions>(_ => PrivateFiles.MakeFolder(folder));
            protection.PersistKeysToFileSystem(new DirectoryInfo(folder));
        }
        else
        {
            protection.PersistKeysToDbContext<PortalDbContext>();
        }

        if (builder.Try(() => Certificate(builder.Environment, options), null) is { } certificate)
        {
            protection.ProtectKeysWithCertificate(certificate).UnprotectKeysWithAnyCertificate(
                [.. options.EarlierKeyCertificates.Select(file => builder.Try(() => Load(builder.Environment.Rooted(file), options), null)).OfType<X509Certificate2>()]);
        }
    }

    /// <summary>Returns the certificate that encrypts the keys; null when Development has none.</summary>
    /// <exception cref="InvalidOperationException">No certificate is set outside Development, or it cannot be used.</exception>
    public static X509Certificate2? Certificate(IHostEnvironment environment, DatabaseOptions options) =>
        !string.IsNullOrEmpty(options.KeyCertificate) ? Load(environment.Rooted(options.KeyCertificate), options)
        : environment.IsDevelopment() ? null
        : throw new InvalidOperationException(
            "Database:KeyCertificate must name the file of a certificate with its key (.pfx or PEM). It encrypts the data protection keys. Without it, a copy of the keys and of the database would decrypt everything.");

    public static string Rooted(this IHostEnvironment environment, string path) =>
        Path.IsPathRooted(path) ? path : Path.Combine(environment.ContentRootPath, path);

    /// <summary>Returns the files of the key ring whose key is not encrypted, as Development writes them.</summary>
    public static IReadOnlyList<string> InTheClear(IHostEnvironment environment, DatabaseOptions options)
    {
        var folder = new DirectoryInfo(environment.Rooted(options.KeyRing));
        return folder.Exists
            ? [.. folder.EnumerateFiles("*.xml").Select(file => file.FullName).Where(file => Secrets(XElement.Load(file)).Any())
                .Order(StringComparer.Ordinal)]
            : [];
    }

    /// <summary>
    /// Encrypts a key with a certificate, as the framework does when it writes one; what is already encrypted stays as it is.
    /// </summary>
    public static void Encrypt(XElement key, X509Certificate2 certificate, ILoggerFactory loggers)
    {
        var encryptor = new CertificateXmlEncryptor(certificate, loggers);
        foreach (var secret in Secrets(key).ToList())
        {
            var encrypted = encryptor.Encrypt(secret);
            secret.ReplaceWith(new XElement(
                Protection + "encryptedSecret",
                new XAttribute("decryptorType", encrypted.DecryptorType.AssemblyQualifiedName!),
                encrypted.EncryptedElement));
        }
    }

    /// <summary>Encrypts the unencrypted keys of the key ring, and returns how many there were.</summary>
    public static int EncryptAll(
        IHostEnvironment environment, DatabaseOptions options, X509Certificate2 certificate, ILoggerFactory loggers)
    {
        var files = InTheClear(environment, options);
        foreach (var file in files)
        {
            var key = XElement.Load(file);
            Encrypt(key, certificate, loggers);

            // Replaced as a whole: a half-written key is a lost key.
            var fresh = file + ".new";
            key.Save(fresh);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(fresh, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }

            File.Move(fresh, file, overwrite: true);
        }

        return files.Count;
    }

    private static IEnumerable<XElement> Secrets(XElement key) => key.DescendantsAndSelf()
        .Where(element => (bool?)element.Attribute(Protection + "requiresEncryption") == true);

    private static X509Certificate2 Load(string file, DatabaseOptions options)
    {
        try
        {
            var certificate = Path.GetExtension(file).ToUpperInvariant() is ".PFX" or ".P12"
                ? X509CertificateLoader.LoadPkcs12FromFile(file, options.KeyCertificatePassword)
                : X509Certificate2.CreateFromPemFile(file);
            using var key = certificate.GetRSAPrivateKey();
            return key is null ? throw new InvalidOperationException("it has no RSA key") : certificate;
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"The certificate {file} cannot be used: {exception.Message}", exception);
        }
    }
}
