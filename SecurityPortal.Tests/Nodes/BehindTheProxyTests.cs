using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SecurityPortal.Messaging.Delivery.Webhooks;
using SecurityPortal.Tests.Fixtures;
using static Microsoft.Playwright.Assertions;

namespace SecurityPortal.Tests.Nodes;

/// <summary>Two nodes behind nginx, and what people notice when one of them, or the database, goes down.</summary>
public sealed class BehindTheProxyTests(Chromium chromium, BehindTheProxyTests.Running running) : IClassFixture<BehindTheProxyTests.Running>
{
    private const string CarolsKey = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";

    private TwoNodesScript Script => running.Script;

    [Fact]
    public async Task A_sign_in_goes_on_when_the_node_that_it_began_at_is_killed_and_nobody_is_signed_out()
    {
        var carol = Script.Browser();
        await carol.GetAsync("/sign-in");
        await carol.SubmitAsync(("login", "carol@example.com"), ("password", Portal.Password));
        Assert.Equal("/sign-in/verify", carol.Path);

        await Script.DoAsync("kill 1");
        await carol.GetAsync("/sign-in/verify");
        await Script.DoAsync("start 1");
        await Script.DoAsync("kill 2");
        await carol.SubmitAsync(("code", await Oathtool.CodeAsync(CarolsKey, DateTimeOffset.UtcNow)));
        Assert.Equal("/settings/security", carol.Path);
        await Script.DoAsync("start 2");
        await Script.DoAsync("kill 1");
        await carol.GetAsync("/settings/security");

        Assert.Equal((HttpStatusCode.OK, "/settings/security"), (carol.Status, carol.Path));
        await Script.DoAsync("start 1");
    }

    [Fact]
    public async Task An_open_page_finds_the_other_node_by_itself()
    {
        await using var context = await chromium.NewContextAsync(
            new() { BaseURL = Script.Address.ToString(), IgnoreHTTPSErrors = true, Locale = "en-GB" });
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(Chromium.PatienceMilliseconds);
        await page.GotoAsync("/sign-in");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Email or user name" }).FillAsync("bob@example.com");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Password", Exact = true }).FillAsync(Portal.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/settings/security"));
        await page.GotoAsync("/settings/security/two-factor");
        foreach (var node in new[] { 1, 2 })
        {
            await ExpectAnswersAsync(page);

            await Script.DoAsync($"stop {node}");

            await ExpectAnswersAsync(page);
            await Script.DoAsync($"start {node}");
        }
    }

    [Fact]
    public async Task Without_its_database_it_refuses_and_it_recovers_by_itself()
    {
        var alice = Script.Browser();
        await alice.GetAsync("/sign-in");
        await alice.SubmitAsync(("login", "alice@example.com"), ("password", Portal.Password));
        Assert.Equal("/settings/security", alice.Path);

        await Script.DoAsync("kill database");
        await alice.GetAsync("/settings/security");
        Assert.Equal(HttpStatusCode.InternalServerError, alice.Status);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await Script.ReadyAsync(1));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await Script.ReadyAsync(2));

        await Script.DoAsync("start database");
        await alice.GetAsync("/settings/security");

        Assert.Equal((HttpStatusCode.OK, "/settings/security"), (alice.Status, alice.Path));
        Assert.Equal(HttpStatusCode.OK, await Script.ReadyAsync(1));
        Assert.Equal(HttpStatusCode.OK, await Script.ReadyAsync(2));

        // One line says that it was gone, one that it is back; the workers that tried it in the meantime log nothing.
        var log = Script.LogOf(1);
        Assert.Contains("The database does not answer:", log, StringComparison.Ordinal);
        Assert.Contains("The database answers again.", log, StringComparison.Ordinal);
        foreach (var flood in new[] { "OutboxWorker", "CallbackWorker", "SignalRelay", "Connection[20004]", "HealthChecks" })
        {
            Assert.DoesNotContain(flood, log, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_world_does_not_reach_what_is_for_operators()
    {
        var stranger = Script.Browser();

        await stranger.GetAsync("/health/ready");

        Assert.Equal(HttpStatusCode.NotFound, stranger.Status);
    }

    [Fact]
    public async Task The_proxy_takes_what_the_portal_takes_and_no_more()
    {
        Assert.NotEqual(HttpStatusCode.RequestEntityTooLarge, await PostAsync("/webhooks/whatsapp", WhatsAppWebhook.MaxBody));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await PostAsync("/webhooks/whatsapp", WhatsAppWebhook.MaxBody + 1));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await PostAsync("/sign-in", (64 * 1024) + 1));
    }

    [Fact]
    public async Task The_proxy_writes_no_token_down()
    {
        var stranger = Script.Browser();
        foreach (var page in new[] { "/sign-in/reset-password?token=", "/notices/", "/pass/" })
        {
            await stranger.GetAsync($"{page}a-secret-of-a-link");
        }

        // nginx logs a request after its response, and before the next request on the same connection.
        await stranger.GetAsync("/sign-in");
        var log = Script.AccessLog;
        Assert.Contains("\"GET /sign-in/reset-password\" 200", log, StringComparison.Ordinal);
        Assert.Contains("\"GET /notices/-\"", log, StringComparison.Ordinal);
        Assert.Contains("\"GET /pass/-\"", log, StringComparison.Ordinal);
        Assert.DoesNotContain("a-secret-of-a-link", log, StringComparison.Ordinal);
    }

    private async Task<HttpStatusCode> PostAsync(string path, int length)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Script.Address, path)) { Content = new ByteArrayContent(new byte[length]) };
        request.Content.Headers.ContentType = new("application/json");
        return (await Script.SendAsync(request)).StatusCode;
    }

    // Only the node that holds the page can open a dialog. A click before the page has found its new node does nothing, so it is
    // repeated, as people would.
    private static async Task ExpectAnswersAsync(IPage page)
    {
        var dialog = page.GetByRole(AriaRole.Dialog);
        for (var tries = 0; tries < 10 && !await IsThereAsync(dialog); tries++)
        {
            await page.GetByRole(AriaRole.Switch, new() { Name = "Text message (SMS)" }).ClickAsync();
        }

        await Expect(dialog).ToBeVisibleAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Close", Exact = true }).ClickAsync();
        await Expect(dialog).Not.ToBeVisibleAsync();
    }

    private static async Task<bool> IsThereAsync(ILocator dialog)
    {
        try
        {
            await dialog.WaitForAsync(new() { Timeout = 5_000 });
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    /// <summary>The two nodes, started once for all these tests.</summary>
    public sealed class Running : IAsyncLifetime
    {
        internal TwoNodesScript Script { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Script = await TwoNodesScript.StartAsync();

        public ValueTask DisposeAsync() => Script.DisposeAsync();
    }
}
