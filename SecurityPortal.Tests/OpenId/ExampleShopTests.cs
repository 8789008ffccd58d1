using System.Net;
using ExampleShop;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SecurityPortal.OpenId;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.OpenId;

/// <summary>The sample application with ASP.NET Core's own handler, which nobody here wrote, against the portal.</summary>
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

        // In by one factor.
        var page = await VisitAsync(shop, portal, "/account", null);
        Assert.True(page.Contains("refeds.org/profile/sfa"), page);

        // A page that needs two.
        var orders = await VisitAsync(shop, portal, "/orders", async () =>
        {
            await portal.SubmitAsync(("password", Portal.Password));
            await portal.SubmitAsync(("code", person.NextAppCode()));
        });
        Assert.Contains("Your orders", orders);
        Assert.Contains("refeds.org/profile/mfa", orders);

        // Out at the portal: the application knows it at the next look.
        await person.ConfirmAsync(MethodIds.App);
        await person.Browser().SignOutAsync();
        await _portal.Get<BackchannelLogout>().RunAsync();
        Assert.Contains("Not signed in", await (await shop.GetAsync("/")).Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await _shop.DisposeAsync();
        await _portal.DisposeAsync();
    }

    // Goes to a page of the shop, by the portal and back if it leads there, and reads it.
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
