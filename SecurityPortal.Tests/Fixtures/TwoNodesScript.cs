using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Text;

namespace SecurityPortal.Tests.Fixtures;

/// <summary>
/// Two nodes, PostgreSQL and nginx, as <c>SecurityPortal/Docs/Operations/two-nodes</c> starts them, with the nginx
/// configuration that operators get.
/// </summary>
internal sealed class TwoNodesScript : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly Process _script;
    private readonly StringBuilder _errors = new();
    private readonly HttpMessageInvoker _connection = new(new SocketsHttpHandler
    {
        UseCookies = false,
        AllowAutoRedirect = false,

        // The script creates the certificate for this run.
        SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, _, _, _) => true },
    });

    private string _folder = "";

    private TwoNodesScript(Process script, Uri address, Uri[] nodes)
    {
        (_script, Address, Nodes) = (script, address, nodes);
        script.ErrorDataReceived += (_, line) =>
        {
            lock (_errors)
            {
                _errors.AppendLine(line.Data);
            }
        };
        script.BeginErrorReadLine();
    }

    /// <summary>The address that people use.</summary>
    public Uri Address { get; }

    /// <summary>The address of each node itself.</summary>
    public IReadOnlyList<Uri> Nodes { get; }

    /// <summary>The access log of nginx so far.</summary>
    public string AccessLog => File.ReadAllText(Path.Combine(_folder, "portal.log"));

    /// <summary>Sends any request to the proxy.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => _connection.SendAsync(request, CancellationToken.None);

    /// <summary>Returns a node's log so far.</summary>
    public string LogOf(int node) => File.ReadAllText(Path.Combine(_folder, $"node{node}.log"));

    /// <summary>Everything that PostgreSQL wrote to its log so far.</summary>
    public string DatabaseLog => File.ReadAllText(Path.Combine(_folder, "database.log"));

    /// <summary>The settings that make a portal in this process another node.</summary>
    public (string Key, string Value)[] Settings =>
    [
        ("ConnectionStrings:Portal", $"Host={_folder}/database;Username=postgres;Database=portal"),
        ("Database:KeyCertificate", $"{_folder}/keys.pem"),
    ];

    public static async Task<TwoNodesScript> StartAsync(params IEnumerable<(string Key, string Value)> environment)
    {
        var ports = FreePorts.Find(3);
        var start = new ProcessStartInfo(
            "bash", [Path.Combine(Repository.Root, "SecurityPortal/Docs/Operations/two-nodes"), .. ports.Select(port => $"{port}")])
        {
            WorkingDirectory = Path.Combine(Repository.Root, "SecurityPortal"),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PORTAL"] = $"dotnet {string.Join(' ', PortalProcess.Program)}";
        foreach (var (key, value) in environment)
        {
            start.Environment[key] = value;
        }

        var script = new TwoNodesScript(
            Process.Start(start)!, new($"https://localhost:{ports[0]}"),
            [new($"http://localhost:{ports[1]}"), new($"http://localhost:{ports[2]}")]);
        var ready = $"ready: {script.Address.GetLeftPart(UriPartial.Authority)} ";
        script._folder = (await script.ExpectAsync(ready))[ready.Length..];
        return script;
    }

    /// <summary>Runs one of the script's commands, such as <c>kill 1</c>, and waits until it is done.</summary>
    public async Task DoAsync(string what)
    {
        await _script.StandardInput.WriteLineAsync(what);
        await _script.StandardInput.FlushAsync();
        await ExpectAsync($"done: {what}");
    }

    /// <summary>Creates a browser without cookies, at the proxy.</summary>
    public FormClient Browser() => new(_connection, Address) { StopsElsewhere = true };

    /// <summary>Returns the status of a node's readiness probe.</summary>
    public async Task<HttpStatusCode> ReadyAsync(int node)
    {
        using var answer = await _connection.SendAsync(
            new(HttpMethod.Get, new Uri(Nodes[node - 1], "/health/ready")), CancellationToken.None);
        return answer.StatusCode;
    }

    public async ValueTask DisposeAsync()
    {
        _connection.Dispose();
        _script.StandardInput.Close();
        using var timeout = new CancellationTokenSource(Patience);
        await _script.WaitForExitAsync(timeout.Token);
        _script.Dispose();
    }

    private async Task<string> ExpectAsync(string beginning)
    {
        var said = await _script.StandardOutput.ReadLineAsync().WaitAsync(Patience);
        Assert.True(said?.StartsWith(beginning, StringComparison.Ordinal), $"'{beginning}' was expected and '{said}' came. {_errors}");
        return said!;
    }
}
