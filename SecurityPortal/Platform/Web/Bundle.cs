using System.IO.Compression;

namespace SecurityPortal.Platform.Web;

/// <summary>A file that is assembled on first use, with a fingerprint in its name.</summary>
internal sealed class Bundle
{
    private const string KeptForAYear = "max-age=31536000, immutable";
    private readonly string _version, _type;
    private readonly byte[] _bytes;

    // Compressing takes a tenth of a second, which the first page need not wait for.
    private readonly Lazy<byte[]> _compressed;

    public Bundle(string name, string extension, string type, string text)
    {
        (Text, _type, _bytes) = (text, $"{type}; charset=utf-8", Encoding.UTF8.GetBytes(text));
        _version = Convert.ToHexStringLower(SHA256.HashData(_bytes))[..10];
        _compressed = new(() => Compress(_bytes));
        Href = $"{name}.{_version}.{extension}";
    }

    /// <summary>Its address, relative to the page's base.</summary>
    public string Href { get; }

    public string Text { get; }

    public static void Map(IEndpointRouteBuilder app, string name, string extension, Func<Bundle> bundle) =>
        app.MapMethods(
            $"/{name}.{{version}}.{extension}", [HttpMethods.Get, HttpMethods.Head],
            (string version, HttpContext context) => bundle().Answer(version, context)).AllowAnonymous();

    // While nodes of two versions serve, a page from one may request the file from the other and get the wrong version, which
    // must not be cached.
    private IResult Answer(string version, HttpContext context)
    {
        context.Response.Headers.CacheControl = version == _version ? KeptForAYear : "no-cache";
        context.Response.Headers.Vary = "Accept-Encoding";
        if (!context.Request.GetTypedHeaders().AcceptEncoding.Any(coding => coding.Value == "br" && coding.Quality is not 0))
        {
            return Results.Bytes(_bytes, _type);
        }

        context.Response.Headers.ContentEncoding = "br";
        return Results.Bytes(_compressed.Value, _type);
    }

    private static byte[] Compress(byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (var stream = new BrotliStream(compressed, CompressionLevel.SmallestSize))
        {
            stream.Write(bytes);
        }

        return compressed.ToArray();
    }
}
