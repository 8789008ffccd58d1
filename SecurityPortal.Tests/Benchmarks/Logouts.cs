using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Benchmarks;

/// <summary>Time from the response to a sign-out until the application receives its logout token (O5: five seconds).</summary>
public sealed class Logouts
{
    private const int Sessions = 100;

    // Not a divisor of the one-second interval at which the portal looks for work, so that sign-outs fall anywhere in it.
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(130);

    [OnDemand]
    public async Task From_a_sign_out_to_the_logout_token_at_the_application()
    {
        var received = new ConcurrentDictionary<string, long>();
        await using var application = await ApplicationAsync(received);
        await using var portal = new ThisPortal();
        await portal.PrepareAsync(Sessions);
        await portal.StartAsync(
        [
            ("SignIn__TriesPerAddress", "100000"), .. CodeFlowContender.Settings,
            ($"OpenId__Clients__{CodeFlowContender.Client}__BackchannelLogoutUri", $"{application.Urls.Single()}/logout"),
        ]);
        using var connection = FormClient.NewConnection();
        var open = new List<(FormClient Browser, string Session)>();
        for (var i = 0; i < Sessions; i++)
        {
            var contender = CodeFlowContender.Of(portal, $"plain-{i}@example.com");
            var browser = await contender.EnterAsync(connection);
            open.Add((browser, SessionOf(await contender.FlowAsync(browser, connection))));
        }

        var ended = new Dictionary<string, long>();
        var clock = Stopwatch.StartNew();
        foreach (var (browser, session) in open)
        {
            var due = (Between * ended.Count) - clock.Elapsed;
            await Task.Delay(due > TimeSpan.Zero ? due : TimeSpan.Zero);
            await browser.GetAsync("/settings/account");
            await browser.SubmitToAsync("/sign-out");
            ended[session] = Stopwatch.GetTimestamp();
        }

        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (received.Count < Sessions)
        {
            await Task.Delay(50, patience.Token);
        }

        var times = ended.Select(one => Stopwatch.GetElapsedTime(one.Value, received[one.Key]).TotalMilliseconds).Order().ToList();
        var figures = new Figures($"Milliseconds from a sign-out to the logout token at the application ({Sessions} sessions)", "p50", "p95", "longest");
        figures.Add($"{Figures.At(times, 0.5):F0}", $"{Figures.At(times, 0.95):F0}", $"{times[^1]:F0}");
        figures.Print($"{typeof(Logouts).FullName}.{nameof(From_a_sign_out_to_the_logout_token_at_the_application)}");
    }

    private static async Task<WebApplication> ApplicationAsync(ConcurrentDictionary<string, long> received)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls($"http://127.0.0.1:{FreePorts.Find(1)[0]}");
        builder.Logging.ClearProviders();
        var application = builder.Build();
        application.MapPost("/logout", async (HttpContext context) =>
            received[SessionOf((await context.Request.ReadFormAsync())["logout_token"]!)] = Stopwatch.GetTimestamp());
        await application.StartAsync();
        return application;
    }

    private static string SessionOf(string token) => new JsonWebToken(token).GetClaim("sid").Value;
}
