using System.Net;
using System.Text;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Attacks;

/// <summary>Every form, given input no person types, answers with a message or a plain refusal and does nothing by halves.</summary>
public sealed class BadInputTests(BadInputTests.PatientPortal shared) : IClassFixture<BadInputTests.PatientPortal>
{
    private readonly Portal _portal = shared.Portal;

    public static TheoryData<string, string> Values => new()
    {
        { "nothing", "" },
        { "spaces", "   " },
        { "a million letters", new string('a', 1_000_000) },
        { "Arabic digits", "١٢٣٤٥٦" },
        { "a sign", "+123456" },
        { "zeros in front", "000123456" },
        { "line breaks", "123456\r\nSet-Cookie: x=y" },
        { "markup", "<script>alert(1)</script>" },
        { "a quote", "\" autofocus onfocus=alert(1) x=\"" },
        { "SQL", "' OR 1=1 --" },
        { "half a letter", "\ud83d" },
        { "right to left", "\u202eevil\u202c" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public async Task As_a_name_and_as_a_password(string kind, string value)
    {
        var person = await TestPerson.CreateAsync(_portal);
        var browser = await _portal.Browser().GetAsync("/sign-in");
        await browser.SubmitAsync(("login", value), ("password", Portal.Password));
        AssertPlain(kind, browser);
        Assert.Contains("That email, user name or password is wrong.", browser.Text);

        await browser.SubmitAsync(("login", person.Email), ("password", value));
        AssertPlain(kind, browser);
        Assert.Equal(0, await Rows.OpenSessionsAsync(_portal, person.Id));
    }

    [Theory]
    [MemberData(nameof(Values))]
    public async Task As_a_code(string kind, string value)
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App, MethodIds.Sms);
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);
        foreach (var method in new[] { MethodIds.App, MethodIds.Sms, MethodIds.BackupCodes })
        {
            await browser.SubmitAsync(("method", method), ("code", value));
            AssertPlain(kind, browser);
        }

        Assert.Equal(0, await Rows.OpenSessionsAsync(_portal, person.Id));
        await browser.SubmitAsync(("method", MethodIds.App), ("code", person.NextAppCode()));
        Assert.True(await browser.IsSignedInAsync());
    }

    [Theory]
    [MemberData(nameof(Values))]
    public async Task As_a_method_and_as_what_to_do(string kind, string value)
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);

        await browser.SubmitAsync(("method", value), ("action", value), ("trust", value), ("code", "000000"));

        AssertPlain(kind, browser);
        Assert.Equal(0, await Rows.OpenSessionsAsync(_portal, person.Id));
    }

    [Theory]
    [MemberData(nameof(Values))]
    public async Task As_a_password_at_a_confirmation(string kind, string value)
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        var browser = await person.Browser().GetAsync("/sign-in/confirm");

        await browser.SubmitAsync(("password", value));

        AssertPlain(kind, browser);
        Assert.Contains("That password is wrong.", browser.Text);
    }

    [Theory]
    [MemberData(nameof(Values))]
    public async Task As_a_query(string kind, string value)
    {
        var person = await (await TestPerson.WithAsync(_portal, MethodIds.App)).SignInAsync(MethodIds.App);
        var (browser, pending) = (person.Browser(), await _portal.Browser().TypePasswordAsync(person.Email));
        var text = Uri.EscapeDataString((value.Length > 4000 ? value[..4000] : value).Replace("\ud83d", "\ufffd"));
        foreach (var path in new[]
        {
            $"/settings/security/two-factor?setup={text}&then={text}&off={text}&fix={text}",
            $"/sign-in/confirm?returnUrl={text}&method={text}&another={text}",
            $"/sign-in?returnUrl={text}&reason={text}",
            $"/dev/outbox.json?to={text}",
        })
        {
            await browser.GetAsync(path);
            AssertPlain($"{kind} at {path[..12]}", browser);
        }

        await pending.GetAsync($"/sign-in/verify?method={text}&another={text}");
        AssertPlain(kind, pending);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("00000000000000000000000000000000.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("%00%ff%0d%0a")]
    public async Task As_a_cookie(string value)
    {
        foreach (var cookie in new[] { "__Host-portal-session", "__Host-portal-sign-in", "__Host-portal-confirm", "__Host-portal-device", "portal-form" })
        {
            var browser = _portal.Browser();
            browser.SetCookie(cookie, value);
            foreach (var path in new[] { "/sign-in", "/sign-in/verify", "/sign-in/confirm", "/settings/security" })
            {
                await browser.GetAsync(path);
                AssertPlain(cookie, browser);
            }
        }
    }

    [Fact]
    public async Task Fields_that_no_form_has_do_nothing()
    {
        var (person, other) = (await TestPerson.WithAsync(_portal, MethodIds.App), await TestPerson.CreateAsync(_portal));
        var browser = await _portal.Browser().GetAsync("/sign-in");
        (string, string)[] extra =
        [
            ("UserId", other.Id), ("user.Id", other.Id), ("TwoFactorEnabled", "false"), ("rememberMachine", "true"), ("SessionToken", "x"),
            ("Purpose", "Confirm"), ("IsPersistent", "true"), ("Flow.UserId", other.Id), ("returnUrl", "https://evil.example"), ("role", "Support"),
        ];

        await browser.SubmitAsync([("login", person.Email), ("password", Portal.Password), .. extra]);
        Assert.Equal("/sign-in/verify", browser.Path);
        await browser.SubmitAsync([("code", "000000"), .. extra]);
        Assert.False(await browser.Copy().IsSignedInAsync());
        await browser.SubmitAsync([("code", person.NextAppCode()), .. extra]);

        Assert.Equal("/settings/security", browser.Path);
        Assert.Equal(1, await Rows.OpenSessionsAsync(_portal, person.Id));
        Assert.Equal(0, await Rows.OpenSessionsAsync(_portal, other.Id));
    }

    [Fact]
    public async Task A_zero_character_is_refused_with_the_whole_form()
    {
        var browser = await _portal.Browser().GetAsync("/sign-in");

        await browser.SubmitAsync(("login", "ann\0"), ("password", "123\0456"));

        Assert.Equal(HttpStatusCode.BadRequest, browser.Response!.StatusCode);
    }

    [Fact]
    public async Task A_field_sent_twice_does_not_count_twice()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);
        var (url, content) = browser.Form(("code", "000000"));
        var body = await content.ReadAsStringAsync() + $"&code={person.NextAppCode()}&code[]=1&method={MethodIds.Sms}";

        var response = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, url)
        {
            Content = new StringContent(body, Encoding.ASCII, "application/x-www-form-urlencoded"),
        });

        Assert.True((int)response.StatusCode < 500);
        Assert.Equal(0, await Rows.OpenSessionsAsync(_portal, person.Id));
    }

    [Theory]
    [InlineData("application/json", "{\"login\":\"a\",\"password\":\"b\"}")]
    [InlineData("text/plain", "login=a")]
    [InlineData("application/x-www-form-urlencoded", "%%%=%zz&=&&&")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nnot a part")]
    [InlineData("multipart/form-data", "")]
    public async Task A_body_of_another_kind_is_refused(string type, string body)
    {
        foreach (var path in new[] { "/sign-in", "/sign-in/verify", "/sign-out" })
        {
            var browser = await _portal.Browser().GetAsync("/sign-in");
            var content = new ByteArrayContent(Encoding.ASCII.GetBytes(body));
            content.Headers.TryAddWithoutValidation("Content-Type", type);

            var response = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = content });

            Assert.InRange((int)response.StatusCode, 400, 499);
        }
    }

    [Fact]
    public async Task Steps_out_of_order_lead_to_the_start()
    {
        Assert.Equal("/sign-in?reason=expired", (await _portal.Browser().GetAsync("/sign-in/verify")).Path);

        var stranger = await _portal.Browser().GetAsync("/sign-in");
        var (_, content) = stranger.Form(("_handler", "step"), ("code", "000000"), ("method", MethodIds.App));
        var response = await stranger.SendWithoutFollowingAsync((new Uri("https://localhost/sign-in/verify"), content));
        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
        Assert.EndsWith("/sign-in?reason=expired", response.Headers.Location!.ToString());
    }

    // No server error, and nothing that was typed became markup of the page.
    private static void AssertPlain(string kind, TestBrowser browser)
    {
        Assert.True((int)browser.Response!.StatusCode < 500, $"{kind}: {browser.Response.StatusCode} {browser.Page!.Title}");
        Assert.DoesNotContain(browser.Page!.QuerySelectorAll("script"), script => script.TextContent.Contains("alert(1)"));
        Assert.DoesNotContain(browser.Page.All, element => element.HasAttribute("onfocus"));
        Assert.Null(browser.Cookie("x"));
    }

    /// <summary>A portal that does not lock out the network after this many wrong passwords.</summary>
    public sealed class PatientPortal : IAsyncDisposable
    {
        internal Portal Portal { get; } = new(("SignIn:TriesPerAddress", "100000"));

        public ValueTask DisposeAsync() => Portal.DisposeAsync();
    }
}
