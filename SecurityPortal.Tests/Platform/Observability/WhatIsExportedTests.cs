using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Platform.Observability;

/// <summary>What an operator's collector gets from a portal that is really used, and what it must never get.</summary>
public sealed class WhatIsExportedTests
{
    private const string CarolsNumber = "4155550123";
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

    // Carol, once with a wrong password and once with a wrong code; the result is the right code.
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
