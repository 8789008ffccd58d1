using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace SecurityPortal.Tests.Fixtures;

/// <summary>
/// A browser as far as forms and cookies go, over a real connection. Unlike .NET's own cookie container it sends
/// <c>Secure</c> cookies to localhost over plain HTTP, as browsers do.
/// </summary>
internal sealed partial class FormClient(HttpMessageInvoker http, Uri address)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly Dictionary<string, string> _cookies = [];

    /// <summary>The last page that it read.</summary>
    public string Page { get; private set; } = "";

    /// <summary>The path of that page, after redirects.</summary>
    public string Path { get; private set; } = "";

    public HttpStatusCode Status { get; private set; }

    /// <summary>Whether it stops at a redirect to another host or port, instead of requesting the same path here.</summary>
    public bool StopsElsewhere { get; init; }

    /// <summary>The redirect at which it stopped; null when it is still here.</summary>
    public Uri? LeftFor { get; private set; }

    /// <summary>The headers of the last response.</summary>
    public HttpResponseHeaders? Headers { get; private set; }

    /// <summary>Creates a separate connection, as each browser has its own.</summary>
    public static HttpMessageInvoker NewConnection() =>
        new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });

    /// <summary>Returns the same browser, with its cookies and page, pointed at another node.</summary>
    public FormClient At(Uri node)
    {
        var there = new FormClient(http, node) { Page = Page, Path = Path, Status = Status, StopsElsewhere = StopsElsewhere };
        foreach (var (name, value) in _cookies)
        {
            there._cookies[name] = value;
        }

        return there;
    }

    public void ForgetCookies() => _cookies.Clear();

    public bool HasCookie(string name) => _cookies.ContainsKey(name);

    public void SetCookie(string name, string value) => _cookies[name] = value;

    /// <summary>Returns the response as it comes over the wire, compressed if the server offers that.</summary>
    public Task<HttpResponseMessage> FetchAsync(string path)
    {
        var request = NewRequest(HttpMethod.Get, path);
        request.Headers.Add("Accept-Encoding", "br, gzip");
        return http.SendAsync(request, CancellationToken.None);
    }

    public Task GetAsync(string path) => SendAsync(HttpMethod.Get, path, null, follow: true);

    /// <summary>Submits the page's form that has the first of these fields, with its hidden fields and all of these.</summary>
    public Task SubmitAsync(params IEnumerable<(string Name, string Value)> fields) => SubmitAsync(follow: true, fields);

    /// <inheritdoc cref="SubmitAsync(IEnumerable{ValueTuple{string, string}})"/>
    /// <param name="follow">Whether to follow a redirect; if not, <see cref="Path"/> is where it leads.</param>
    public Task SubmitAsync(bool follow, params IEnumerable<(string Name, string Value)> fields)
    {
        var form = Forms().Matches(Page).Select(match => match.Value)
            .FirstOrDefault(form => form.Contains($"name=\"{fields.First().Name}\"", StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"{Path} has no form with '{fields.First().Name}': {Page}");
        return SubmitFormAsync(form, follow, fields);
    }

    /// <summary>Submits the page's form with this action, with its hidden fields.</summary>
    public Task SubmitToAsync(string action)
    {
        var form = Forms().Matches(Page).Select(match => match.Value)
            .FirstOrDefault(form => Attribute(Opening().Match(form).Value, "action") == action)
            ?? throw new InvalidOperationException($"{Path} has no form to {action}: {Page}");
        return SubmitFormAsync(form, follow: true, []);
    }

    private Task SubmitFormAsync(string form, bool follow, IEnumerable<(string Name, string Value)> fields)
    {
        var values = Hidden().Matches(form).Select(match => match.Value).DistinctBy(input => Attribute(input, "name"))
            .ToDictionary(input => Attribute(input, "name"), input => Attribute(input, "value"));
        foreach (var (name, value) in fields)
        {
            values[name] = value;
        }

        var action = Attribute(Opening().Match(form).Value, "action");
        return SendAsync(HttpMethod.Post, action.Length > 0 ? action : Path, new FormUrlEncodedContent(values), follow);
    }

    private async Task SendAsync(HttpMethod method, string path, HttpContent? content, bool follow)
    {
        LeftFor = null;
        for (var hops = 0; hops < 8; hops++)
        {
            using var request = NewRequest(method, path);
            request.Content = content;
            using var patience = new CancellationTokenSource(Patience);
            using var response = await http.SendAsync(request, patience.Token);
            Keep(response);
            (Path, Status, Headers) = (path, response.StatusCode, response.Headers);
            if (response.Headers.Location is not { } next)
            {
                Page = await response.Content.ReadAsStringAsync();
                return;
            }

            var target = new Uri(new Uri(address, path), next);
            if (StopsElsewhere && target.Authority != address.Authority)
            {
                LeftFor = target;
                return;
            }

            (method, path, content) = (HttpMethod.Get, target.PathAndQuery, null);
            if (!follow)
            {
                Path = path;
                return;
            }
        }

        throw new InvalidOperationException($"{address} leads round in circles.");
    }

    private HttpRequestMessage NewRequest(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, new Uri(address, path));
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("FormClient", "1"));
        request.Headers.Accept.ParseAdd("text/html, */*");
        if (_cookies.Count > 0)
        {
            request.Headers.Add("Cookie", string.Join("; ", _cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        }

        return request;
    }

    private void Keep(HttpResponseMessage response)
    {
        if (!response.Headers.TryGetValues("Set-Cookie", out var lines))
        {
            return;
        }

        foreach (var line in lines)
        {
            var pair = line.Split(';')[0].Split('=', 2);
            if (pair[1].Length == 0 || line.Contains("01 Jan 1970", StringComparison.Ordinal))
            {
                _cookies.Remove(pair[0]);
            }
            else
            {
                _cookies[pair[0]] = pair[1];
            }
        }
    }

    private static string Attribute(string tag, string name) =>
        WebUtility.HtmlDecode(Regex.Match(tag, $"\\b{name}=\"([^\"]*)\"").Groups[1].Value);

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline)]
    private static partial Regex Forms();

    [GeneratedRegex("<form[^>]*>")]
    private static partial Regex Opening();

    [GeneratedRegex("<input[^>]*type=\"hidden\"[^>]*>")]
    private static partial Regex Hidden();
}
