using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;

namespace SecurityPortal.Tests.Fixtures;

/// <summary>A person's browser as far as HTTP goes: keeps cookies, reads pages, fills in and submits their forms.</summary>
internal sealed class TestBrowser
{
    private static readonly Uri Origin = new("https://localhost");
    private readonly Portal _portal;
    private readonly HttpClient _client;
    private readonly HttpClient _plainClient;

    public TestBrowser(Portal portal, CookieContainer? cookies = null)
    {
        _portal = portal;
        Cookies = cookies ?? new CookieContainer();
        _client = portal.CreateDefaultClient(
            Origin, new RedirectHandler(7), new CookieContainerHandler(Cookies));
        _plainClient = portal.CreateDefaultClient(Origin, new CookieContainerHandler(Cookies));

        // A busy or suspended machine makes a test slow, but never fails it.
        _client.Timeout = _plainClient.Timeout = Timeout.InfiniteTimeSpan;
    }

    /// <summary>The last page that it read.</summary>
    public IHtmlDocument? Page { get; private set; }

    public HttpResponseMessage? Response { get; private set; }

    public string Path => Response!.RequestMessage!.RequestUri!.PathAndQuery;

    public string Text => Regex.Replace(Page!.Body!.TextContent, @"\s+", " ").Trim();

    public CookieContainer Cookies { get; }

    public string? Cookie(string name) => Cookies.GetCookies(Origin)[name]?.Value;

    public void SetCookie(string name, string value) =>
        Cookies.Add(Origin, new Cookie(name, value) { Secure = true });

    /// <summary>Makes the browser request this language (Accept-Language) from now on.</summary>
    public TestBrowser Speaking(string acceptLanguage)
    {
        _client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(acceptLanguage);
        return this;
    }

    /// <summary>Returns another browser with the same cookies, as if somebody had copied them.</summary>
    public TestBrowser Copy()
    {
        var cookies = new CookieContainer();
        cookies.Add(Origin, Cookies.GetCookies(Origin));
        return new TestBrowser(_portal, cookies);
    }

    /// <summary>Returns the same browser, whose next request goes to this node.</summary>
    public TestBrowser At(Portal node) => new(node, Cookies) { Page = Page, Response = Response };

    /// <summary>Opens a page that needs a sign-in; returns whether the browser gets it.</summary>
    public async Task<bool> IsSignedInAsync()
    {
        await GetAsync("/settings/security");
        return Path.StartsWith("/settings/security", StringComparison.Ordinal) && Response!.IsSuccessStatusCode;
    }

    public async Task<TestBrowser> GetAsync(string path)
    {
        await ReadAsync(await _client.GetAsync(path));
        return this;
    }

    /// <summary>Submits the page's form, with these fields overriding its own.</summary>
    public async Task<TestBrowser> SubmitAsync(params (string Name, string Value)[] fields)
    {
        var (url, content) = Form(fields);
        await ReadAsync(await _client.PostAsync(url, content));
        return this;
    }

    /// <summary>Signs out with the button at the top of every page.</summary>
    public async Task<TestBrowser> SignOutAsync()
    {
        await GetAsync("/settings/security");
        await ReadAsync(await SendAsync(FormAt("form[action='/sign-out']")));
        return this;
    }

    /// <summary>Returns the page's form as it would be sent, so that a test can send it many times concurrently.</summary>
    public (Uri Url, FormUrlEncodedContent Content) Form(params (string Name, string Value)[] fields) => FormAt("main form", fields);

    /// <summary>Returns the form that this selector finds.</summary>
    public (Uri Url, FormUrlEncodedContent Content) FormAt(string selector, params (string Name, string Value)[] fields)
    {
        var form = Page!.QuerySelector(selector)
            ?? throw new InvalidOperationException($"There is no form on {Path}: {Text}");
        var values = form.QuerySelectorAll("input[name]").OfType<IHtmlInputElement>()
            .Where(input => input.Type is not "checkbox" || input.IsChecked)
            .ToDictionary(input => input.Name!, input => input.Value);
        foreach (var (name, value) in fields)
        {
            values[name] = value;
        }

        var action = form.GetAttribute("action");
        return (new Uri(Response!.RequestMessage!.RequestUri!, action is { Length: > 0 } ? action : Path), new FormUrlEncodedContent(values));
    }

    public Task<HttpResponseMessage> SendAsync((Uri Url, FormUrlEncodedContent Content) form) =>
        _client.PostAsync(form.Url, form.Content);

    /// <summary>Sends the form and stops at the response, even a redirect.</summary>
    public Task<HttpResponseMessage> SendWithoutFollowingAsync((Uri Url, FormUrlEncodedContent Content) form) =>
        _plainClient.PostAsync(form.Url, form.Content);

    /// <summary>Sends any request, with the browser's cookies, and stops at the response.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => _plainClient.SendAsync(request);

    /// <summary>Takes the first step of signing in.</summary>
    public async Task<TestBrowser> TypePasswordAsync(string name, string password = Portal.Password)
    {
        await GetAsync("/sign-in");
        return await SubmitAsync(("login", name.Contains('@') || name.Length == 0 ? name : $"{name}@example.com"), ("password", password));
    }

    /// <summary>Takes the second step, with the open method or the one named.</summary>
    public async Task<TestBrowser> TypeCodeAsync(string code, string? method = null)
    {
        if (method is not null)
        {
            await GetAsync($"/sign-in/verify?method={method}");
        }

        return await SubmitAsync(("code", code));
    }

    /// <summary>Reads a response as the browser's current page.</summary>
    public async Task ReadAsync(HttpResponseMessage response)
    {
        Response = response;
        Page = await new HtmlParser().ParseDocumentAsync(await response.Content.ReadAsStringAsync());
    }
}
