using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using SecurityPortal.Tests.Browser;
using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor.LoginRequests;

namespace SecurityPortal.Tests.Benchmarks;

/// <summary>
/// How long a click in one browser takes to show in another. Both browsers are real: the times include them and the program
/// that drives them.
/// </summary>
public sealed class FeltAtOnce(Chromium chromium) : LoginRequestTest(chromium)
{
    private const int Runs = 100;
    private const int WarmUp = 3;

    private protected override (string Key, string Value)[] Settings => [("SignIn:TriesPerAddress", "10000")];

    [OnDemand]
    public async Task From_Approve_to_the_asking_page_moving_on()
    {
        var home = await WithLoginRequestsAsync();
        await home.GoAsync("/settings/security");
        var times = new List<double>();
        for (var run = 0; run < WarmUp + Runs; run++)
        {
            await ForgetEarlierAsync();
            var (asking, number) = await AskAsync();
            await home.Textbox("Number shown on the other screen").FillAsync(number);
            var moved = asking.Page.WaitForURLAsync("**/settings/security**", new() { WaitUntil = WaitUntilState.Commit });
            var clock = Stopwatch.StartNew();
            await home.Button("Approve").ClickAsync();
            await moved;
            Note(times, run, clock);
            await CloseAsync(asking);
            await home.GoAsync("/settings/security");
        }

        Print("From \"Approve\" to the asking page moving on", times, nameof(From_Approve_to_the_asking_page_moving_on));
    }

    [OnDemand]
    public async Task From_ending_a_session_to_its_page_leaving()
    {
        var home = await OpenTwoFactorAsync("alice");
        await home.GoAsync("/settings/security/devices");
        var times = new List<double>();
        for (var run = 0; run < WarmUp + Runs; run++)
        {
            var elsewhere = await OpenTwoFactorAsync("alice");
            await home.GoAsync("/settings/security/devices");
            var end = home.Page.GetByTestId("session").Nth(1).GetByRole(AriaRole.Button);
            await Assertions.Expect(end).ToBeEnabledAsync();
            var left = elsewhere.Page.WaitForURLAsync("**/sign-in?reason=ended", new() { WaitUntil = WaitUntilState.Commit });
            var clock = Stopwatch.StartNew();
            await end.ClickAsync();
            await left;
            Note(times, run, clock);
            await CloseAsync(elsewhere);
        }

        Print("From ending a session to its page leaving", times, nameof(From_ending_a_session_to_its_page_leaving));
    }

    private static void Note(List<double> times, int run, Stopwatch clock)
    {
        if (run >= WarmUp)
        {
            times.Add(clock.Elapsed.TotalMilliseconds);
        }
    }

    private static void Print(string title, List<double> times, string test)
    {
        var sorted = times.Order().ToList();
        double At(double share) => sorted[(int)Math.Ceiling(share * sorted.Count) - 1];
        var figures = new Figures($"{title}, milliseconds", "runs", "p50", "p95", "p99", "slowest");
        figures.Add($"{sorted.Count}", $"{At(0.5):F0}", $"{At(0.95):F0}", $"{At(0.99):F0}", $"{sorted[^1]:F0}");
        figures.Print($"{typeof(FeltAtOnce).FullName}.{test}");
    }

    private static Task CloseAsync(BrowserWindow window) => window.Context.CloseAsync();

    // Nobody makes a hundred requests in an hour; this keeps the rate limit out of the measurement.
    private async Task ForgetEarlierAsync()
    {
        await using var db = await Portal.OpenDatabaseAsync();
        await db.Set<LoginRequest>().ExecuteDeleteAsync();
    }
}
