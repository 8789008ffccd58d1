using System.Net.Http.Headers;
using System.Text;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Attacks;

/// <summary>Bodies too long to be read, sent to a real listening server, because only that one enforces the limit.</summary>
public sealed class LargeBodiesTests : IAsyncLifetime
{
    private readonly Portal _portal = new(("urls", "http://127.0.0.1:0"));
    private HttpClient? _client;

    public ValueTask InitializeAsync()
    {
        // The port is a setting: passed here, it sometimes arrives after the server has begun to listen (dotnet/aspnetcore#67714).
        _portal.UseKestrel();
        _portal.StartServer();
        _client = _portal.CreateClient();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Theory]
    [InlineData("/sign-in", "application/x-www-form-urlencoded")]
    [InlineData("/sign-in/verify", "application/x-www-form-urlencoded")]
    [InlineData("/sign-in", "multipart/form-data; boundary=x")]
    [InlineData("/sign-out", "application/x-www-form-urlencoded")]
    public async Task A_megabyte_is_refused(string path, string type)
    {
        var content = new ByteArrayContent(Encoding.ASCII.GetBytes("login=" + new string('a', 1_000_000)));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);

        var response = await _client!.PostAsync(path, content);

        Assert.InRange((int)response.StatusCode, 400, 499);
    }
}
