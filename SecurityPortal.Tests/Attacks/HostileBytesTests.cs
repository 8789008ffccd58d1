using System.Net.Sockets;
using System.Text;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Attacks;

/// <summary>Requests that no library would send, to a real listening server.</summary>
public sealed class HostileBytesTests(HostileBytesTests.Listening listening) : IClassFixture<HostileBytesTests.Listening>
{
    public static TheoryData<string, string> Requests => new()
    {
        { "a NUL in the path", "GET /notices/%00 HTTP/1.1\r\nHost: localhost\r\n\r\n" },
        { "bad UTF-8 in the path", "GET /notices/%FF%C0 HTTP/1.1\r\nHost: localhost\r\n\r\n" },
        { "raw bytes in the path", "GET /notices/\u00ff\u00fe HTTP/1.1\r\nHost: localhost\r\n\r\n" },
        { "a header of 100 KB", $"GET /sign-in HTTP/1.1\r\nHost: localhost\r\nX-Long: {new string('x', 100_000)}\r\n\r\n" },
        { "two hundred headers", $"GET /sign-in HTTP/1.1\r\nHost: localhost\r\n{string.Concat(Enumerable.Range(0, 200).Select(number => $"X-{number}: 1\r\n"))}\r\n" },
        { "cookies of 30 KB", $"GET /sign-in HTTP/1.1\r\nHost: localhost\r\nCookie: {string.Join("; ", Enumerable.Range(0, 3000).Select(number => $"c{number}=\u00ff"))}\r\n\r\n" },
        { "two names", "GET /sign-in HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n" },
        { "no name", "GET /sign-in HTTP/1.1\r\n\r\n" },
        { "a name that is none", "GET /sign-in HTTP/1.1\r\nHost: a b\r\n\r\n" },
        { "a body that is shorter than it says", "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 7\r\nConnection: close\r\n\r\nlogin=a" },
        { "chunks that are none", "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n" },
        { "two lengths", "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nlogin=" },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task They_are_refused_or_answered_and_never_an_error_of_ours(string kind, string request)
    {
        using var client = new TcpClient(listening.Address.Host, listening.Address.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        var line = await reader.ReadLineAsync(TestContext.Current.CancellationToken);

        Assert.True(line?.StartsWith("HTTP/1.1 ", StringComparison.Ordinal) == true, $"{kind}: {line}");
        Assert.InRange(int.Parse(line!.Split(' ')[1]), 200, 499);
    }

    /// <summary>A portal that listens on a port of its own.</summary>
    public sealed class Listening : IAsyncDisposable
    {
        private readonly Portal _portal = new(("urls", "http://127.0.0.1:0"));

        public Listening()
        {
            // The port is a setting: passed here, it sometimes arrives after the server has begun to listen (dotnet/aspnetcore#67714).
            _portal.UseKestrel();
            _portal.StartServer();
            Address = _portal.CreateClient().BaseAddress!;
        }

        public Uri Address { get; }

        public ValueTask DisposeAsync() => _portal.DisposeAsync();
    }
}
