using System.Diagnostics;
using System.Net;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Benchmarks;

/// <summary>
/// Two nodes on one PostgreSQL against one of them alone, on the same cores: what running together costs. Both run all the time;
/// people use only one of them, or both in turns.
/// </summary>
public sealed class TwoNodesAgainstOne
{
    private const int AtOnce = 8;
    private const int People = 400;
    private const int Pairs = 5;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(5);
    private int _next;

    [OnDemand]
    public async Task Sign_ins_and_pages_a_second()
    {
        (string Key, string Value)[] limits = [("SignIn:TriesPerAddress", "1000000"), ("Logging:LogLevel:Default", "Warning")];
        await using var script = await TwoNodesScript.StartAsync(
            limits.Select(limit => (limit.Key.Replace(":", "__", StringComparison.Ordinal), limit.Value)));
        List<string> names = [];
        await using (var third = new Portal([.. script.Settings, .. limits]) { HasPostgreSql = true, IsEmpty = true })
        {
            for (var i = 0; i < People; i++)
            {
                names.Add((await TestPerson.CreateAsync(third)).Email);
            }
        }

        var figures = new Figures(
            $"Two nodes on PostgreSQL against one, {AtOnce} at once (median of {Pairs} rounds of 5 s each, after 20 s of warming up)",
            "", "one node, a second", "two nodes", "of one");
        await CompareAsync(figures, "sign-ins (password)", script, node => SignInAsync(node, names));
        var browsers = new Dictionary<Uri, FormClient>();
        foreach (var node in script.Nodes)
        {
            browsers[node] = await SignInAsync(node, names);
        }

        await CompareAsync(figures, "two-factor pages", script, node => ReadAsync(browsers[node]));
        figures.Print($"{typeof(TwoNodesAgainstOne).FullName}.{nameof(Sign_ins_and_pages_a_second)}");
    }

    private static async Task CompareAsync(Figures figures, string what, TwoNodesScript script, Func<Uri, Task> act)
    {
        Uri[] both = [.. script.Nodes];
        foreach (var node in both)
        {
            await RunAsync([node], act, WarmUp);
        }

        List<double> alone = [], together = [];
        for (var pair = 0; pair < Pairs; pair++)
        {
            alone.Add(await RunAsync([both[pair % both.Length]], act, Round));
            together.Add(await RunAsync(both, act, Round));
        }

        var (first, second) = (Figures.Median(alone), Figures.Median(together));
        figures.Add(what, $"{first:F1}", $"{second:F1}", $"{second / first:P0}");
    }

    private static async Task<double> RunAsync(Uri[] nodes, Func<Uri, Task> act, TimeSpan time)
    {
        var (clock, done) = (Stopwatch.StartNew(), 0);
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(person => Task.Run(async () =>
        {
            while (clock.Elapsed < time)
            {
                await act(nodes[person % nodes.Length]);
                Interlocked.Increment(ref done);
            }
        })));
        return done / clock.Elapsed.TotalSeconds;
    }

    private async Task<FormClient> SignInAsync(Uri node, List<string> names)
    {
        var browser = new FormClient(Connection, node);
        await browser.GetAsync("/sign-in");
        await browser.SubmitAsync(follow: false, ("login", names[Interlocked.Increment(ref _next) % names.Count]), ("password", Portal.Password));
        Assert.True(browser.HasCookie("__Host-portal-session"), $"{browser.Path} {browser.Page}");
        return browser;
    }

    private static async Task ReadAsync(FormClient browser)
    {
        using var answer = await browser.FetchAsync("/settings/security/two-factor");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.NotEmpty(await answer.Content.ReadAsByteArrayAsync());
    }

    private static readonly HttpMessageInvoker Connection = FormClient.NewConnection();
}
