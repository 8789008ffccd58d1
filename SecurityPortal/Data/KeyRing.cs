using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace SecurityPortal.Data;

/// <summary>Where the data protection keys are kept, and under what.</summary>
internal static class KeyRing
{
    /// <exception cref="InvalidOperationException">
    /// Production on PostgreSQL has no certificate, or the certificate cannot be used.
    /// </exception>
    public static void AddKeyRing(this WebApplicationBuilder builder, DatabaseOptions options)
    {
        var protection = builder.Services.AddDataProtection().SetApplicationName("SecurityPortal");
        if (options.Kind == DatabaseProvider.Sqlite)
        {
            var folder = builder.Environment.Rooted(options.KeyRing);
            builder.Services.Configure<KeyManagementOptions>(_ => PrivateFiles.MakeFolder(folder));
            protection.PersistKeysToFileSystem(new DirectoryInfo(folder));
            return;
        }

        protection.PersistKeysToDbContext<PortalDbContext>();
        if (CertificateForPostgreSql(builder.Environment, options) is { } certificate)
        {
            protection.ProtectKeysWithCertificate(certificate)
                .UnprotectKeysWithAnyCertificate(
                    [.. options.EarlierKeyCertificates.Select(file => Load(builder.Environment.Rooted(file), options))]);
        }
    }

    /// <summary>The certificate that the keys are kept under in PostgreSQL; null when Development has none.</summary>
    /// <exception cref="InvalidOperationException">There is none outside Development, or it cannot be used.</exception>
    public static X509Certificate2? CertificateForPostgreSql(IHostEnvironment environment, DatabaseOptions options) =>
        !string.IsNullOrEmpty(options.KeyCertificate) ? Load(environment.Rooted(options.KeyCertificate), options)
        : environment.IsDevelopment() ? null
        : throw new InvalidOperationException(
            "Database:KeyCertificate must name the file of a certificate with its key (.pfx or PEM): with PostgreSQL "
            + "the data protection keys are in the database, and without a certificate a copy of it would open everything.");

    public static string Rooted(this IHostEnvironment environment, string path) =>
        Path.IsPathRooted(path) ? path : Path.Combine(environment.ContentRootPath, path);

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
