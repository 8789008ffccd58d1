using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Attacks;

/// <summary>
/// Sends what no browser sends to everything that a stranger can reach: never a server error, and never a stack trace in the
/// log.
/// </summary>
public sealed class HostileRequestsTests(HostileRequestsTests.WatchedPortal shared) : IClassFixture<HostileRequestsTests.WatchedPortal>
{
    private const string Form = "application/x-www-form-urlencoded";
    private readonly Portal _portal = shared.Portal;

    /// <summary>Bodies that are not forms, with the content types they claim.</summary>
    public static TheoryData<string, string?, byte[]> Bodies => new()
    {
        { "nothing", null, [] },
        { "nothing, as a form", Form, [] },
        { "two thousand fields", Form, Encoding.ASCII.GetBytes(string.Join('&', Enumerable.Range(0, 2000).Select(number => $"f{number}=1"))) },
        { "one long field", Form, Encoding.ASCII.GetBytes("login=" + new string('a', 300_000)) },
        { "a long name", Form, Encoding.ASCII.GetBytes(new string('a', 5000) + "=1") },
        { "a NUL", Form, "login=%00&_handler=%00"u8.ToArray() },
        { "half an escape", Form, "login=%&password=%f&_handler=%zz"u8.ToArray() },
        { "bad UTF-8", Form, [.. "login="u8, 0xFF, 0xFE, 0xC0, 0x80, 0xED, 0xA0, 0x80] },
        { "bad UTF-8 in escapes", Form, "login=%FF%FE%C0%80%ED%A0%80&_handler=sign-in"u8.ToArray() },
        { "UTF-7", Form + "; charset=utf-7", "login=a"u8.ToArray() },
        { "UTF-16", Form + "; charset=utf-16", Encoding.Unicode.GetBytes("login=a&_handler=sign-in") },
        { "a charset that is none", Form + "; charset=x-nonsense", "login=a"u8.ToArray() },
        { "an empty charset", Form + "; charset=", "login=a"u8.ToArray() },
        { "parts without a boundary", "multipart/form-data", "login=a"u8.ToArray() },
        { "an empty boundary", "multipart/form-data; boundary=\"\"", "----"u8.ToArray() },
        { "a long boundary", $"multipart/form-data; boundary={new string('x', 500)}", "--"u8.ToArray() },
        { "broken parts", "multipart/form-data; boundary=x", "--x\r\nnot a part"u8.ToArray() },
        { "a part that does not end", "multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"login\"\r\n\r\nabc"u8.ToArray() },
        { "a part in UTF-7", "multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"login\"\r\nContent-Type: text/plain; charset=utf-7\r\n\r\nabc\r\n--x--\r\n"u8.ToArray() },
        { "a file", "multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"login\"; filename=\"a\"\r\n\r\nabc\r\n--x--\r\n"u8.ToArray() },
        { "JSON", "application/json", "{\"login\":\"\\ud800\"}"u8.ToArray() },
        { "a type that is none", "nonsense", "login=a"u8.ToArray() },
        { "a type of nothing but marks", ";;=,", "login=a"u8.ToArray() },
    };

    /// <summary>Texts that trip up some part of .NET, a database or a browser.</summary>
    public static TheoryData<string> Texts =>
    [
        "\uFFFE", "\uFFFF", "a\uFFFEb@example.com", "\uFDD0", "\U0001FFFE", "\U0010FFFF", "a@\uFFFE.example", "a@xn--.example",
        "a@xn--a-\uFFFE.example", "a@" + new string('b', 64) + ".example", "a@-b.example", "a@b..example", "a@[127.0.0.1]", "@", "a@", "@b.example",
        new string('@', 250), "e" + new string('\u0301', 200), "\u202Emoc.elpmaxe@ecila", "\uFEFFalice@example.com\uFEFF", "İ@example.com", "ß@example.com",
        "\u0000", "{0}", "%s%n", "..//..\\", "\r\n\r\n", "\u2028", "＠example.com", "a@例え.テスト", "a@☃.example", "a@\u0130.example",
    ];

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_body_that_is_no_form_of_ours_is_refused_everywhere(string kind, string? type, byte[] body)
    {
        foreach (var path in Paths())
        {
            // Once without and once with a valid antiforgery token, which gets the request further.
            foreach (var withToken in new[] { false, true })
            {
                var browser = await _portal.Browser().GetAsync("/sign-in");
                using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
                if (type is not null)
                {
                    request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
                }

                if (withToken)
                {
                    request.Headers.Add(
                        "RequestVerificationToken", browser.Page!.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value"));
                }

                AssertOurs($"{kind} to {path}", await browser.SendAsync(request));
            }
        }
    }

    [Fact]
    public async Task A_form_that_cannot_be_read_is_answered_by_a_page_of_ours_in_the_language_of_the_browser()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in?returnUrl=%2Fsettings%2Faccount")
        {
            Content = new StringContent("login=a", Encoding.ASCII),
        };
        request.Content.Headers.Remove("Content-Type");
        request.Content.Headers.TryAddWithoutValidation("Content-Type", Form + "; charset=utf-7");
        request.Headers.Add("Accept-Language", "de");
        var browser = _portal.Browser();

        await browser.ReadAsync(await browser.SendAsync(request));

        Assert.Equal(HttpStatusCode.BadRequest, browser.Response!.StatusCode);
        Assert.Contains("Das war nicht lesbar", browser.Text);
        Assert.Equal("/sign-in?returnUrl=%2Fsettings%2Faccount", browser.Page!.QuerySelector("main a.mud-button-root")!.GetAttribute("href"));
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Any_text_may_be_typed_into_any_field(string text)
    {
        foreach (var path in new[] { "/sign-in", "/register", "/sign-in/forgot-password" })
        {
            var browser = await _portal.Browser().GetAsync(path);

            AssertOurs($"{text} at {path}", await browser.SendWithoutFollowingAsync(
                browser.Form(("login", text), ("password", text), ("email", text), ("returnUrl", text))));
        }
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Any_text_may_stand_in_an_address_and_in_a_header(string text)
    {
        var escaped = Uri.EscapeDataString(text);
        foreach (var path in Paths().Where(path => !path.StartsWith("/_", StringComparison.Ordinal)))
        {
            using var request = new HttpRequestMessage(
                HttpMethod.Get, $"{path}?token={escaped}&returnUrl={escaped}&method={escaped}&reason={escaped}&{escaped}={escaped}");
            request.Headers.TryAddWithoutValidation("User-Agent", Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.ReplaceLineEndings(" ").Replace('\0', ' '))));
            request.Headers.TryAddWithoutValidation("Accept-Language", "de;q=0, *;q=9, " + new string('x', 300));
            request.Headers.TryAddWithoutValidation("X-Forwarded-For", escaped);
            request.Headers.TryAddWithoutValidation("Cookie", $"__Host-portal-session={escaped}; __Host-portal-device={escaped}; __Host-portal-language={escaped}; portal-form={escaped}");

            AssertOurs($"{text} in {path}", await _portal.Browser().SendAsync(request));
        }
    }

    [Theory]
    [InlineData("/sign-in/%FF%FE")]
    [InlineData("/pass/%ED%A0%80")]
    [InlineData("/%2e%2e/%2e%2e/etc/passwd")]
    [InlineData("/sign-in?%FF=%FE&token=%ED%A0%80&returnUrl=%00")]
    [InlineData("/sign-in?another=maybe&returnUrl=%E2%80%AE")]
    public async Task Bytes_that_are_no_text_may_stand_in_an_address(string url)
    {
        AssertOurs(url, await _portal.Browser().SendAsync(new HttpRequestMessage(HttpMethod.Get, url)));
        AssertOurs(url, await _portal.Browser().SendAsync(new HttpRequestMessage(HttpMethod.Post, url)));
    }

    // The paths of all mapped endpoints, with values for their parameters.
    private IEnumerable<string> Paths() => _portal.Services.GetServices<EndpointDataSource>()
        .SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
        .Select(endpoint => $"/{endpoint.RoutePattern.RawText!.TrimStart('/')}")
        .Where(path => !path.Contains("{**", StringComparison.Ordinal) && !path.Contains('.', StringComparison.Ordinal)
            && !path.StartsWith("/_", StringComparison.Ordinal))
        .Select(path => path.Replace("{Id:guid}", Guid.Empty.ToString(), StringComparison.Ordinal)
            .Replace("{Token}", "token", StringComparison.Ordinal).Replace("{Id}", "somebody", StringComparison.Ordinal))
        .Distinct().Order(StringComparer.Ordinal);

    private void AssertOurs(string what, HttpResponseMessage answer)
    {
        Assert.True((int)answer.StatusCode < 500, $"{what}: {(int)answer.StatusCode}");
        Assert.False(shared.Faults.TryDequeue(out var fault), $"{what}: {fault}");
    }

    /// <summary>A portal whose log is watched for errors.</summary>
    public sealed class WatchedPortal : ILoggerProvider, ILogger, IAsyncDisposable
    {
        public WatchedPortal() => Portal = new(("SignIn:TriesPerAddress", "100000"), ("Accounts:RequestsPerNetwork", "100000"))
        {
            WithServices = services => services.Replace(ServiceDescriptor.Singleton<ILoggerFactory>(provider =>
                new LoggerFactory([this], provider.GetRequiredService<IOptionsMonitor<LoggerFilterOptions>>()))),
        };

        internal Portal Portal { get; }

        /// <summary>What was logged as an error, or with a stack trace.</summary>
        public ConcurrentQueue<string> Faults { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel >= LogLevel.Error || exception is not null)
            {
                Faults.Enqueue($"{logLevel}: {formatter(state, exception)} {exception}");
            }
        }

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => Portal.DisposeAsync();
    }
}
