using System.Net;
using System.Text.RegularExpressions;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Attacks;

/// <summary>Every response, errors included, carries the security headers (ASVS 3.4).</summary>
public sealed partial class SecurityHeadersEverywhereTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private const string Policy =
        "default-src 'none'; script-src 'self' NONCE; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:; "
        + "font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'self'; form-action 'self'; "
        + "object-src 'none'; frame-ancestors 'none'";

    private readonly Portal _portal = shared.Portal;

    [Theory]
    [InlineData("GET", "/", HttpStatusCode.Found)]
    [InlineData("GET", "/sign-in", HttpStatusCode.OK)]
    [InlineData("GET", "/register", HttpStatusCode.OK)]
    [InlineData("GET", "/sign-in/forgot-password", HttpStatusCode.OK)]
    [InlineData("GET", "/sign-in/verify", HttpStatusCode.Found)]
    [InlineData("GET", "/sign-in/confirm", HttpStatusCode.Found)]
    [InlineData("GET", "/settings/security", HttpStatusCode.Found)]
    [InlineData("GET", "/sign-in/verify/delivery", HttpStatusCode.NotFound)]
    [InlineData("GET", "/no/such/page", HttpStatusCode.Found)]
    [InlineData("GET", "/error", HttpStatusCode.OK)]
    [InlineData("GET", "/sign-out", HttpStatusCode.Found)]
    [InlineData("POST", "/sign-in", HttpStatusCode.BadRequest)]
    [InlineData("POST", "/sign-out", HttpStatusCode.BadRequest)]
    [InlineData("POST", "/no/such/page", HttpStatusCode.Unauthorized)]
    [InlineData("POST", "/_blazor/negotiate?negotiateVersion=1", HttpStatusCode.Forbidden)]
    [InlineData("GET", "/_blazor", HttpStatusCode.Forbidden)]
    [InlineData("GET", "/health/live", HttpStatusCode.OK)]
    [InlineData("GET", "/health/ready", HttpStatusCode.OK)]
    [InlineData("GET", "/portal.0123456789.css", HttpStatusCode.OK)]
    [InlineData("GET", "/dev/outbox.json", HttpStatusCode.OK)]
    public async Task A_strangers_answer_carries_all_of_them(string verb, string path, HttpStatusCode status)
    {
        var response = await _portal.Browser().SendAsync(new HttpRequestMessage(new HttpMethod(verb), path));

        Assert.Equal(status, response.StatusCode);
        AssertHeaders(response);
    }

    [Theory]
    [InlineData("/settings/security", HttpStatusCode.OK)]
    [InlineData("/settings/security/two-factor", HttpStatusCode.OK)]
    [InlineData("/settings/security/devices", HttpStatusCode.OK)]
    [InlineData("/settings/security/activity", HttpStatusCode.OK)]
    [InlineData("/sign-in/confirm", HttpStatusCode.OK)]
    [InlineData("/no/such/page", HttpStatusCode.NotFound)]
    public async Task So_do_a_persons_pages_and_they_are_kept_nowhere(string path, HttpStatusCode status)
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();

        var response = await person.Browser().SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

        Assert.Equal(status, response.StatusCode);
        AssertHeaders(response);
        Assert.True(response.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task Each_page_has_a_nonce_of_its_own_and_no_script_in_it()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        var (one, other) = (person.Browser(), person.Browser());
        await one.GetAsync("/settings/security");
        await other.GetAsync("/settings/security");

        Assert.NotEqual(NonceOf(one.Response!), NonceOf(other.Response!));
        Assert.Empty(one.Page!.QuerySelectorAll("script:not([src])"));
        Assert.DoesNotContain(one.Page!.All, element => element.Attributes.Any(attribute => attribute.Name.StartsWith("on")));
    }

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/register")]
    [InlineData("/sign-in/forgot-password")]
    public async Task Pages_before_sign_in_open_no_circuit(string path)
    {
        var browser = await _portal.Browser().GetAsync(path);

        Assert.DoesNotContain(
            browser.Page!.QuerySelectorAll("script"), script => script.GetAttribute("src")?.Contains("blazor", StringComparison.Ordinal) == true);
        Assert.DoesNotContain("<!--Blazor:{\"type\":\"server\"", browser.Page.DocumentElement.OuterHtml);
    }

    private static void AssertHeaders(HttpResponseMessage response)
    {
        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.Equal(Rules(Policy), Rules(Nonce().Replace(policy, "NONCE")));
        Assert.Equal("nosniff", Header(response, "X-Content-Type-Options"));
        Assert.Equal("DENY", Header(response, "X-Frame-Options"));
        Assert.Equal("no-referrer", Header(response, "Referrer-Policy"));
        Assert.Equal("same-origin", Header(response, "Cross-Origin-Opener-Policy"));
        Assert.Equal("same-origin", Header(response, "Cross-Origin-Resource-Policy"));
        Assert.Contains("publickey-credentials-get=", Header(response, "Permissions-Policy"));
        Assert.Contains("camera=()", Header(response, "Permissions-Policy"));
        Assert.False(response.Headers.Contains("Server"));
        Assert.False(response.Headers.Contains("X-Powered-By"));
    }

    private static IEnumerable<string> Rules(string policy) => policy.Split("; ").Order(StringComparer.Ordinal);

    private static string Header(HttpResponseMessage response, string name) => Assert.Single(response.Headers.GetValues(name));

    private static string NonceOf(HttpResponseMessage response) =>
        Nonce().Match(Assert.Single(response.Headers.GetValues("Content-Security-Policy"))).Groups[1].Value;

    [GeneratedRegex("'nonce-([^']{20,})'")]
    private static partial Regex Nonce();
}
