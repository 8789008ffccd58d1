using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace SecurityPortal.Tests.Fixtures;

/// <summary>The portal as operators run it: a process of its own, with settings from the environment, that serves.</summary>
internal sealed class RunningPortal : IAsyncDisposable
{
    private readonly PortalProcess _process;
    private readonly HttpMessageInvoker _connection = FormClient.NewConnection();

    private RunningPortal(PortalProcess process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    public string Log => _process.Log;

    public int ExitCode => _process.ExitCode;

    /// <summary>Starts it and waits until it serves.</summary>
    /// <param name="environment">Added to the environment, such as <c>ConnectionStrings__Portal</c>.</param>
    public static async Task<RunningPortal> StartAsync(params IEnumerable<(string Key, string Value)> environment)
    {
        // The portal's own address is part of its configuration, so it has to be known before it listens.
        var address = new Uri($"http://localhost:{FreePort()}");
        var here = AppContext.BaseDirectory;
        var process = PortalProcess.Start(
            [
                "exec", "--depsfile", Path.Combine(here, "SecurityPortal.Tests.deps.json"),
                "--runtimeconfig", Path.Combine(here, "SecurityPortal.runtimeconfig.json"),
                Path.Combine(here, "SecurityPortal.dll"),
            ],
            [
                ("ASPNETCORE_ENVIRONMENT", "Development"),
                ("ASPNETCORE_URLS", address.ToString()),
                ("Portal__PublicUrl", address.GetLeftPart(UriPartial.Authority)),
                .. environment,
            ]);
        string? line;
        while ((line = await process.ReadLineAsync()) is not null && !line.Contains("Application started", StringComparison.Ordinal))
        {
        }

        Assert.True(line is not null, $"The portal ended instead of starting: {process.Log}");
        return new(process, address);
    }

    /// <summary>A browser with no cookies yet.</summary>
    public FormClient Browser() => new(_connection, Address);

    /// <summary>Ends it as <c>systemctl stop</c> does, and waits until it has ended.</summary>
    public async Task StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
        await _process.WaitForEndAsync();
    }

    /// <inheritdoc cref="PortalProcess.KillAsync"/>
    public Task KillAsync() => _process.KillAsync();

    public async ValueTask DisposeAsync()
    {
        _connection.Dispose();
        await _process.DisposeAsync();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
