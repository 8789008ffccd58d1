using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SecurityPortal.Tests.Docs.Operations;

/// <summary>
/// A registry on this machine with one empty image, so that the tests can read what a publish adds to a base image without
/// fetching the real one from another registry.
/// </summary>
internal sealed class EmptyBaseImage : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly byte[] _layer;
    private readonly byte[] _config;

    private EmptyBaseImage(int port)
    {
        using var plain = new MemoryStream();
        using (var tar = new TarWriter(plain, leaveOpen: true))
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.Directory, "app/"));
        }

        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(plain.ToArray());
        }

        _layer = packed.ToArray();
        _config = JsonSerializer.SerializeToUtf8Bytes(new
        {
            architecture = "amd64",
            os = "linux",
            config = new { Env = new[] { "PATH=/usr/bin", "ASPNETCORE_HTTP_PORTS=8080" } },
            rootfs = new { type = "layers", diff_ids = new[] { Digest(plain.ToArray()) } },
            history = Array.Empty<object>(),
        });

        // For this host name a publish does without TLS, which this registry does not have.
        Image = $"localhost:{port}/base:1";
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Urls.Add($"http://127.0.0.1:{port}");
        _app.MapGet("/v2/", () => Results.Ok());
        _app.MapGet("/v2/base/manifests/{reference}", (HttpContext context) =>
        {
            context.Response.Headers["Docker-Content-Digest"] = Digest(Manifest);
            return Results.Bytes(Manifest, "application/vnd.docker.distribution.manifest.v2+json");
        });
        _app.MapGet("/v2/base/blobs/{digest}", (string digest) =>
            Results.Bytes(digest == Digest(_config) ? _config : _layer, "application/octet-stream"));
    }

    /// <summary>The image name to give to a publish.</summary>
    public string Image { get; }

    private byte[] Manifest => JsonSerializer.SerializeToUtf8Bytes(new
    {
        schemaVersion = 2,
        mediaType = "application/vnd.docker.distribution.manifest.v2+json",
        config = new { mediaType = "application/vnd.docker.container.image.v1+json", size = _config.Length, digest = Digest(_config) },
        layers = new[] { new { mediaType = "application/vnd.docker.image.rootfs.diff.tar.gzip", size = _layer.Length, digest = Digest(_layer) } },
    });

    public static async Task<EmptyBaseImage> StartAsync(int port)
    {
        var image = new EmptyBaseImage(port);
        await image._app.StartAsync();
        return image;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static string Digest(byte[] bytes) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(bytes))}";
}
