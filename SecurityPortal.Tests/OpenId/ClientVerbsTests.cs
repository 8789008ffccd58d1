using System.Net;
using SecurityPortal.Hosting.Cli;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.OpenId;

/// <summary>The commands for applications: <c>SecurityPortal client …</c>.</summary>
[OnBothDatabases]
public sealed class ClientVerbsTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private readonly Portal _portal = shared.Portal;

    [Fact]
    public async Task A_client_that_was_added_signs_people_in_with_the_secret_that_was_shown()
    {
        var (code, output) = await RunAsync(
            "client", "add", "news", "--name", "The News", "--redirect", "https://news.example/back", "--first-party",
            "--scope", "openid", "--scope", "email", "--scope", "profile", "--scope", "phone", "--scope", "roles", "--scope", "offline_access");
        Assert.Equal(0, code);
        var news = new RelyingParty(_portal, "news", Secret(output));

        var browser = (await (await TestPerson.CreateAsync(_portal)).SignInAsync()).Browser();
        Assert.Equal(HttpStatusCode.OK, (await news.RedeemAsync(await news.CodeAsync(browser))).Status);

        var (_, renewed) = await RunAsync("client", "secret", "news");
        Assert.Equal("invalid_client", (await news.RedeemAsync(await news.CodeAsync(browser))).Error);
        var again = new RelyingParty(_portal, "news", Secret(renewed));
        Assert.Equal(HttpStatusCode.OK, (await again.RedeemAsync(await again.CodeAsync(browser))).Status);
        Assert.DoesNotContain(Secret(renewed), (await RunAsync("client", "list")).Output);

        Assert.Equal(0, (await RunAsync("client", "remove", "news")).Code);
        Assert.DoesNotContain("news", (await RunAsync("client", "list")).Output);
    }

    [Fact]
    public async Task What_is_wrong_is_said_and_nothing_is_added()
    {
        Assert.Equal(1, (await RunAsync("client", "add", "bad", "--name", "Bad", "--redirect", "https://*.example/")).Code);
        Assert.Equal(2, (await RunAsync("client", "add", "bad")).Code);
        Assert.Equal(1, (await RunAsync("client", "secret", "bad")).Code);
        Assert.Equal(1, (await RunAsync("client", "remove", "bad")).Code);
    }

    private static string Secret(string output) => output.Trim().Split(": ")[^1];

    private async Task<(int Code, string Output)> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var code = await PortalCommands.RunAsync(_portal.Services, args, output, errors);
        return (code!.Value, output + errors.ToString());
    }
}
