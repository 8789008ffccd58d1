using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SecurityPortal.Tests.Fixtures;

/// <summary>A certificate for the key ring of a portal in Production.</summary>
internal static class KeyCertificate
{
    private static readonly Lazy<string> Made = new(Make);

    /// <summary>The path of its file, which includes the private key.</summary>
    public static string File => Made.Value;

    public static X509Certificate2 Certificate => X509Certificate2.CreateFromPemFile(File);

    private static string Make()
    {
        var file = Path.GetTempFileName();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => System.IO.File.Delete(file);
        using var key = RSA.Create(2048);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = new CertificateRequest("CN=tests", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(now.AddDays(-1), now.AddYears(1));
        System.IO.File.WriteAllText(file, $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}");
        return file;
    }
}
