using SecurityPortal.Tests.Fixtures;
using SecurityPortal.Tests.OpenId;

namespace SecurityPortal.Tests.Platform.Observability;

/// <summary>What an operator's collector gets from a portal in real use, and what it must never get.</summary>
public sealed class WhatIsExportedTests
{
    private const string CarolsNumber = "4155550123";
    private const string Verifier = "a-verifier-of-the-tests-that-is-as-long-as-it-must-be";
    private const string Token = "a-token-from-a-link";

    [Fact]
    public async Task It_tells_what_people_do_and_none_of_their_secrets()
    {
        var folder = Directory.CreateTempSubdirectory("portal-telemetry-").FullName;
        await using var collector = new Collector();
        await using var twilio = new FakeTwilio();
        await using var portal = await RunningPortal.StartAsync(
            [
                ("ConnectionStrings__Portal", $"Data Source={Path.Combine(folder, "portal.db")}"),
                ("Database__KeyRing", Path.Combine(folder, "keys")),
                ("Logging__LogLevel__Default", "Debug"),
                ("Logging__LogLevel__Microsoft.AspNetCore", "Information"),
                ("Logging__LogLevel__Microsoft.EntityFrameworkCore", "Information"),
                .. twilio.Settings().Select(setting => (setting.Item1.Replace(":", "__", StringComparison.Ordinal), setting.Item2)),
                .. collector.Settings,
            ]);

        var code = await SignInAsync(portal, twilio);
        await portal.Browser().GetAsync($"/notices/{Token}");
        await portal.Browser().GetAsync($"/pass/{Token}");
        await portal.Browser().GetAsync($"/sign-in/reset-password?token={Token}");
        await portal.StopAsync();

        Assert.Equal(0, portal.ExitCode);
        foreach (var metric in new[]
        {
            "security_portal.sign_ins", "security_portal.challenges", "security_portal.codes.asked",
            "security_portal.codes.entered", "security_portal.messages", "security_portal.events", "http.server.request.duration",
        })
        {
            Assert.Contains(metric, collector.Metrics, StringComparison.Ordinal);
        }

        Assert.Contains("/notices/{Token}", collector.Traces, StringComparison.Ordinal);
        Assert.Contains("POST /sign-in", collector.Traces, StringComparison.Ordinal);
        Assert.Contains("Now listening on", collector.Logs, StringComparison.Ordinal);
        foreach (var secret in new[] { Portal.Password, "not the password", code, CarolsNumber, "carol@example.com", Token })
        {
            Assert.DoesNotContain(secret, collector.Metrics, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(secret, collector.Traces, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(secret, collector.Logs, StringComparison.OrdinalIgnoreCase);
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Of_applications_it_gets_no_secret_no_code_no_token_and_no_name()
    {
        const string Secret = "a-secret-of-an-application-that-is-long";
        var folder = Directory.CreateTempSubdirectory("portal-telemetry-").FullName;
        await using var collector = new Collector();
        await using var portal = await RunningPortal.StartAsync(
            [
                ("ConnectionStrings__Portal", $"Data Source={Path.Combine(folder, "portal.db")}"),
                ("Database__KeyRing", Path.Combine(folder, "keys")),
                ("Logging__LogLevel__Default", "Trace"),
                .. OpenIdPortal.Settings.Select(setting => (setting.Key.Replace(":", "__", StringComparison.Ordinal), setting.Value.Replace(OpenIdPortal.Secret, Secret))),
                .. collector.Settings,
            ]);
        using var connection = FormClient.NewConnection();
        var browser = new FormClient(connection, portal.Address) { StopsElsewhere = true };
        await browser.GetAsync("/sign-in");
        await browser.SubmitAsync(("login", "alice@example.com"), ("password", Portal.Password));
        await browser.GetAsync(
            "/connect/authorize?client_id=shop&response_type=code&scope=openid%20email%20offline_access&login_hint=hint%40example.com&redirect_uri=https%3A%2F%2Fshop.example%2Fback"
            + "&code_challenge=VbH3XEXT9z8lxF_YeQSdXqHAx2lKWeEgkjCfP-RnsMg&code_challenge_method=S256");
        var code = System.Web.HttpUtility.ParseQueryString(browser.LeftFor!.Query)["code"]!;

        using var client = new HttpClient { BaseAddress = portal.Address };
        await TokenAnswer.ReadAsync(await client.PostAsync("/connect/token", Form(code, Secret + "-that-is-wrong")));
        var answer = await TokenAnswer.ReadAsync(await client.PostAsync("/connect/token", Form(code, Secret)));
        Assert.Equal(System.Net.HttpStatusCode.OK, answer.Status);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/connect/userinfo");
        request.Headers.Authorization = new("Bearer", answer["access_token"]);
        await client.SendAsync(request);
        await portal.StopAsync();

        Assert.Contains("Now listening on", collector.Logs, StringComparison.Ordinal);
        foreach (var secret in new[] { Secret, code, Verifier, "alice@example.com", "hint@example.com", answer["access_token"], answer["refresh_token"], answer["id_token"] })
        {
            Assert.DoesNotContain(secret, collector.Metrics, StringComparison.Ordinal);
            Assert.DoesNotContain(secret, collector.Traces, StringComparison.Ordinal);
            Assert.DoesNotContain(secret, collector.Logs, StringComparison.Ordinal);
        }

        Directory.Delete(folder, recursive: true);
    }

    private static FormUrlEncodedContent Form(string code, string secret) => new(
    [
        new("grant_type", "authorization_code"), new("client_id", "shop"), new("client_secret", secret), new("code", code),
        new("redirect_uri", "https://shop.example/back"), new("code_verifier", Verifier),
    ]);

    // Signs Carol in, after one wrong password and one wrong code; returns the right code.
    private static async Task<string> SignInAsync(RunningPortal portal, FakeTwilio twilio)
    {
        var carol = portal.Browser();
        await carol.GetAsync("/sign-in");
        await carol.SubmitAsync(("login", "carol@example.com"), ("password", "not the password"));
        await carol.SubmitAsync(("login", "carol@example.com"), ("password", Portal.Password));
        var taken = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        twilio.OnTaken = message => taken.TrySetResult(message.Code);
        await carol.GetAsync("/sign-in/verify?method=Sms");
        var code = await taken.Task.WaitAsync(TimeSpan.FromMinutes(1));
        await carol.SubmitAsync(("code", code == "123456" ? "654321" : "123456"));
        await carol.SubmitAsync(("code", code));
        Assert.Equal("/settings/security", carol.Path);
        return code;
    }
}
