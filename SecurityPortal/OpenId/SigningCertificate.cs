using System.Buffers.Text;
using System.Security.Cryptography.X509Certificates;
using Microsoft.IdentityModel.Tokens;

namespace SecurityPortal.OpenId;

/// <summary>The operator's own certificate, whose key signs tokens.</summary>
internal static class SigningCertificate
{
    private const int LeastBits = 2048;

    /// <summary>Loads the key in this file. Its id is the hash of its certificate, so that all nodes use the same id.</summary>
    /// <param name="file">A PEM file with a certificate and its RSA key.</param>
    /// <exception cref="InvalidOperationException">The file has no usable key; the message says why.</exception>
    public static SecurityKey Load(string file)
    {
        try
        {
            var certificate = X509Certificate2.CreateFromPemFile(file);
            return certificate.GetRSAPrivateKey() is { KeySize: >= LeastBits } key
                ? new RsaSecurityKey(key) { KeyId = Base64Url.EncodeToString(SHA256.HashData(certificate.RawData)) }
                : throw new InvalidOperationException(
                    $"The certificate {file} of OpenId:SigningCertificates needs an RSA key of {LeastBits} bits or more.");
        }
        catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException(
                $"OpenId:SigningCertificates must name PEM files with a certificate and its key. {file}: {exception.Message}", exception);
        }
    }

    /// <summary>Returns what is wrong with this file; null when it can be used.</summary>
    public static string? FaultOf(string file)
    {
        try
        {
            Load(file);
            return null;
        }
        catch (InvalidOperationException exception)
        {
            return exception.Message;
        }
    }
}
