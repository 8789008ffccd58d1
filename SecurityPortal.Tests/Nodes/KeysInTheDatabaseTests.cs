using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Nodes;

/// <summary>With PostgreSQL, all nodes read the data protection keys from the database, under the operator's certificate.</summary>
public sealed class KeysInTheDatabaseTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("portal-certificates-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(".pfx")]
    [InlineData(".pem")]
    public async Task What_one_node_writes_the_other_reads_and_the_database_alone_does_not(string kind)
    {
        var certificate = Certificate(kind);
        await using var one = Node(null, certificate);
        await using var other = Node(one, certificate);

        var written = Protector(one).Protect("a secret");

        Assert.Equal("a secret", Protector(other).Unprotect(written));
        await using var db = await one.OpenDatabaseAsync();
        var key = Assert.Single(await db.DataProtectionKeys.ToListAsync());
        Assert.Contains("EncryptedData", key.Xml, StringComparison.Ordinal);
        Assert.DoesNotContain("<value>", key.Xml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_with_another_certificate_does_not_start()
    {
        await using var one = Node(null, Certificate(".pfx"));
        _ = one.Services;

        await using var other = Node(one, Certificate(".pem"));

        var refused = Assert.Throws<InvalidOperationException>(() => other.Services);
        Assert.Contains("another certificate encrypted them", refused.Message, StringComparison.Ordinal);

        // Nor does it leave a key behind that the others could not open.
        await using var db = await one.OpenDatabaseAsync();
        Assert.Equal(1, await db.DataProtectionKeys.CountAsync());
    }

    [Fact]
    public async Task A_certificate_that_was_exchanged_still_opens_what_it_kept()
    {
        var (old, next) = (Certificate(".pem"), Certificate(".pfx"));
        await using var one = Node(null, old);
        var written = Protector(one).Protect("a secret");

        await using var other = Node(one, next, ("Database:EarlierKeyCertificates:0", old));

        Assert.Equal("a secret", Protector(other).Unprotect(written));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Production_does_not_start_without_a_certificate(bool hasPostgreSql)
    {
        await using var portal = new Portal { HasPostgreSql = hasPostgreSql, IsEmpty = true, EnvironmentName = "Production" };

        var refused = Assert.Throws<OptionsValidationException>(() => portal.Services);

        Assert.Contains(refused.Failures, fault => fault.StartsWith("Database:KeyCertificate must name", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_certificate_without_its_key_is_told_by_name()
    {
        var file = Path.Combine(_folder, "public.pem");
        using (var key = RSA.Create(2048))
        {
            await File.WriteAllTextAsync(file, SelfSigned(key).ExportCertificatePem());
        }

        await using var portal = Node(null, file);

        var refused = Assert.Throws<OptionsValidationException>(() => portal.Services);
        Assert.Contains(file, refused.Message, StringComparison.Ordinal);
    }

    private static Portal Node(Portal? beside, string certificate, params (string, string)[] more) =>
        new([("Database:KeyCertificate", certificate), ("Database:KeyCertificatePassword", "opens it"), .. more])
        {
            HasPostgreSql = true,
            IsEmpty = true,
            Beside = beside,
        };

    private static IDataProtector Protector(Portal node) => node.Get<IDataProtectionProvider>().CreateProtector("test");

    private string Certificate(string kind)
    {
        using var key = RSA.Create(2048);
        using var certificate = SelfSigned(key);
        var file = Path.Combine(_folder, $"{Guid.NewGuid():N}{kind}");
        if (kind == ".pfx")
        {
            File.WriteAllBytes(file, certificate.ExportPkcs12(Pkcs12ExportPbeParameters.Default, "opens it"));
        }
        else
        {
            File.WriteAllText(file, $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}");
        }

        return file;
    }

    private static X509Certificate2 SelfSigned(RSA key) =>
        new CertificateRequest("CN=SecurityPortal keys", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddYears(1));
}
