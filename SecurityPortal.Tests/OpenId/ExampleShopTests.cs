using System.Net;
using System.Text.RegularExpressions;
using ExampleShop;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SecurityPortal.OpenId;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.OpenId;

/// <summary>The sample application, with ASP.NET Core's own OpenID Connect handler, against the portal.</summary>
public sealed class ExampleShopTests : IAsyncDisposable
{
    private static readonly Uri ShopUrl = new("https://shop.example");
    private readonly Portal _portal;
    private readonly WebApplication _shop;
    private HttpMessageHandler? _toShop;

    public ExampleShopTests()
    {
        _portal = new(
            ("OpenId:Clients:shop:Name", "Example Shop"), ("OpenId:Clients:shop:Secret", OpenIdPortal.Secret), ("OpenId:Clients:shop:FirstParty", "true"),
            ("OpenId:Clients:shop:RedirectUris:0", "https://shop.example/signin-oidc"),
            ("OpenId:Clients:shop:PostLogoutRedirectUris:0", "https://shop.example/signout-callback-oidc"),
            ("OpenId:Clients:shop:BackchannelLogoutUri", "https://shop.example/backchannel-logout"))
        {
            WithServices = services => services.AddHttpClient(LogoutSender.HttpClient).ConfigurePrimaryHttpMessageHandler(() => _toShop!),
        };
        _shop = ShopApplication.Build(
            ["--Portal", "https://localhost", "--ClientId", "shop", "--ClientSecret", OpenIdPortal.Secret],
            builder =>
            {
                builder.WebHost.UseTestServer();
                builder.Logging.ClearProviders();
                builder.Services.Configure<OpenIdConnectOptions>(OpenIdConnectDefaults.AuthenticationScheme, options =>
                {
                    options.BackchannelHttpHandler = _portal.Server.CreateHandler();
                    options.TokenValidationParameters.LifetimeValidator = (_, expires, _, _) => expires > _portal.Clock.GetUtcNow().UtcDateTime;
                });
            });
    }

    [Fact]
    public async Task Somebody_signs_in_steps_up_and_is_signed_out_when_the_portal_says_so()
    {
        await _shop.StartAsync();
        _toShop = _shop.GetTestServer().CreateHandler();
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        await person.SignInAsync();
        var (portal, cookies) = (person.Browser(), new CookieContainer());
        using var shop = new HttpClient(new CookieContainerHandler(cookies) { InnerHandler = _shop.GetTestServer().CreateHandler() }) { BaseAddress = ShopUrl };

        // Signs in with one factor.
        var page = await VisitAsync(shop, portal, "/account", null);
        Assert.True(page.Contains("refeds.org/profile/sfa"), page);

        // Opens a page that needs two factors.
        var orders = await VisitAsync(shop, portal, "/orders", async () =>
        {
            await portal.SubmitAsync(("password", Portal.Password));
            await portal.SubmitAsync(("code", person.NextAppCode()));
        });
        Assert.Contains("Your orders", orders);
        Assert.Contains("refeds.org/profile/mfa", orders);

        // Signs out at the portal; the application knows by its next request.
        await person.ConfirmAsync(MethodIds.App);
        await person.Browser().SignOutAsync();
        await _portal.Get<BackchannelLogout>().RunAsync();
        Assert.Contains("Not signed in", await (await shop.GetAsync("/")).Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Whoever_takes_the_step_out_of_the_address_does_not_see_the_page()
    {
        // With a pushed authorization request, it would not be in the address at all.
        _shop.Services.GetRequiredService<IOptionsMonitor<OpenIdConnectOptions>>().Get(OpenIdConnectDefaults.AuthenticationScheme)
            .PushedAuthorizationBehavior = PushedAuthorizationBehavior.Disable;
        var (person, shop) = await StartAsync();
        using var disposing = shop;
        var answer = await shop.GetAsync("/orders");
        var address = answer.Headers.Location!.PathAndQuery;
        Assert.Contains("&acr_values=", address);
        var portal = person.Browser();

        await portal.GetAsync(Regex.Replace(address, "&acr_values=[^&]*", ""));
        await shop.GetAsync(RelyingParty.Arrived(portal).PathAndQuery);

        Assert.Contains("profile/sfa", await (await shop.GetAsync("/account")).Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.Found, (await shop.GetAsync("/orders")).StatusCode);
    }

    [Fact]
    public async Task Its_api_says_what_a_token_lacks_and_takes_one_that_has_it_and_no_other_kind()
    {
        var (person, shop) = await StartAsync();
        using var disposing = shop;
        var client = new RelyingParty(_portal) { Redirect = "https://shop.example/signin-oidc" };
        var weak = await client.SignInAsync(person.Browser(), ("scope", "openid"));

        var refused = await AskAsync(shop, weak["access_token"]);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        var challenge = refused.Headers.WwwAuthenticate.Single();
        Assert.Contains("error=\"insufficient_user_authentication\"", challenge.Parameter);
        var wanted = Regex.Match(challenge.Parameter!, "acr_values=\"([^\"]+)\"").Groups[1].Value;

        await person.ConfirmAsync(MethodIds.App);
        var strong = await client.SignInAsync(person.Browser(), ("scope", "openid"), ("acr_values", wanted));
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(shop, strong["access_token"])).StatusCode);
        Assert.Contains("invalid_token", (await AskAsync(shop, strong["id_token"])).Headers.WwwAuthenticate.Single().Parameter);
        Assert.Contains("invalid_token", (await AskAsync(shop, strong["access_token"][..^4] + "AAAA")).Headers.WwwAuthenticate.Single().Parameter);
    }

    [Fact]
    public async Task A_logout_token_is_taken_once_and_no_other_token_in_its_place()
    {
        var (person, shop) = await StartAsync();
        using var disposing = shop;
        var token = TokenFor("shop");

        Assert.Equal(HttpStatusCode.OK, await TellAsync(shop, token));
        Assert.Equal(HttpStatusCode.BadRequest, await TellAsync(shop, token));
        Assert.Equal(HttpStatusCode.BadRequest, await TellAsync(shop, TokenFor("bank")));
        Assert.Equal(HttpStatusCode.BadRequest, await TellAsync(shop, token[..^4] + "AAAA"));
        Assert.Equal(HttpStatusCode.BadRequest, await TellAsync(shop, ""));

        string TokenFor(string client) => _portal.Get<LogoutTokens>().Create(new()
        {
            Id = Guid.NewGuid(),
            SessionId = person.Session,
            ClientId = client,
            UserId = person.Id,
            AuthorizationId = "",
            CreatedAt = _portal.Clock.GetUtcNow(),
            LastUsedAt = _portal.Clock.GetUtcNow(),
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _shop.DisposeAsync();
        await _portal.DisposeAsync();
    }

    // Returns a person signed in at the portal with one factor, and their browser at the shop.
    private async Task<(TestPerson Person, HttpClient Shop)> StartAsync()
    {
        await _shop.StartAsync();
        var person = await (await TestPerson.WithAsync(_portal, MethodIds.App)).SignInAsync();
        return (person, new(new CookieContainerHandler(new()) { InnerHandler = _shop.GetTestServer().CreateHandler() }) { BaseAddress = ShopUrl });
    }

    private static async Task<HttpResponseMessage> AskAsync(HttpClient shop, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/orders");
        request.Headers.Authorization = new("Bearer", token);
        return await shop.SendAsync(request);
    }

    private static async Task<HttpStatusCode> TellAsync(HttpClient shop, string token)
    {
        using var content = new FormUrlEncodedContent([new("logout_token", token)]);
        return (await shop.PostAsync("/backchannel-logout", content)).StatusCode;
    }

    // Opens a page of the shop, goes through the portal and back, and reads the page.
    private static async Task<string> VisitAsync(HttpClient shop, TestBrowser portal, string path, Func<Task>? atPortal)
    {
        var answer = await shop.GetAsync(path);
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        await portal.GetAsync(answer.Headers.Location!.PathAndQuery);
        if (atPortal is not null)
        {
            await atPortal();
            await portal.GetAsync(portal.Page!.QuerySelector("main a")!.GetAttribute("href")!);
        }

        var back = RelyingParty.Arrived(portal);
        Assert.True(back.Host == ShopUrl.Host, $"{portal.Path}: {portal.Text}");
        answer = await shop.GetAsync(back.PathAndQuery);
        Assert.True(answer.StatusCode == HttpStatusCode.Found, await answer.Content.ReadAsStringAsync());
        return await (await shop.GetAsync(answer.Headers.Location!)).Content.ReadAsStringAsync();
    }
}
