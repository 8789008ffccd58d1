using System.Diagnostics;

namespace SecurityPortal.Tests.Fixtures;

/// <summary>The portal as operators run it: serving in its own process, with settings from the environment.</summary>
internal sealed class RunningPortal : IAsyncDisposable
{
    private readonly PortalProcess _process;
    private readonly HttpMessageInvoker _connection = FormClient.NewConnection();

    private RunningPortal(PortalProcess process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    public int ExitCode => _process.ExitCode;

    /// <summary>Starts it and waits until it serves.</summary>
    /// <param name="environment">Added to the environment, such as <c>ConnectionStrings__Portal</c>.</param>
    public static async Task<RunningPortal> StartAsync(params IEnumerable<(string Key, string Value)> environment)
    {
        var address = new Uri($"http://localhost:{FreePorts.Find(1)[0]}");
        var process = PortalProcess.Start(
            PortalProcess.Program,
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

    /// <summary>Creates a browser without cookies.</summary>
    public FormClient Browser() => new(_connection, Address);

    /// <summary>Stops it as <c>systemctl stop</c> does, and waits until it has ended.</summary>
    public async Task StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
        await _process.WaitForEndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _connection.Dispose();
        await _process.DisposeAsync();
    }
}
