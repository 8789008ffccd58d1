using System.Diagnostics;
using System.Text;
using System.Threading.Channels;

namespace SecurityPortal.Tests.Fixtures;

/// <summary>The portal in its own process, which can be killed.</summary>
internal sealed class PortalProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly Process _process;
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly StringBuilder _errors = new();

    private PortalProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is null)
            {
                _lines.Writer.TryComplete();
            }
            else
            {
                _lines.Writer.TryWrite(line.Data);
            }
        };
        process.ErrorDataReceived += (_, line) =>
        {
            lock (_errors)
            {
                _errors.AppendLine(line.Data);
            }
        };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>The <c>dotnet</c> arguments that run the portal as built with the tests, so that it can load what they add.</summary>
    public static IReadOnlyList<string> Program { get; } =
    [
        "exec", "--depsfile", Path.Combine(AppContext.BaseDirectory, "SecurityPortal.Tests.deps.json"),
        "--runtimeconfig", Path.Combine(AppContext.BaseDirectory, "SecurityPortal.runtimeconfig.json"),
        Path.Combine(AppContext.BaseDirectory, "SecurityPortal.dll"),
    ];

    public int Id => _process.Id;

    /// <summary>The CPU time used, over all cores.</summary>
    public TimeSpan Cpu
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>The physical memory used, in bytes.</summary>
    public long WorkingSet
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    public int ExitCode => _process.ExitCode;

    /// <summary>What the process wrote to its log.</summary>
    public string Log
    {
        get
        {
            lock (_errors)
            {
                return _errors.ToString();
            }
        }
    }

    /// <param name="arguments">The arguments for <c>dotnet</c>.</param>
    /// <param name="environment">Added to the environment; the portal reads its configuration from there.</param>
    public static PortalProcess Start(IEnumerable<string> arguments, params IEnumerable<(string Key, string Value)> environment) =>
        StartIn(Path.Combine(Repository.Root, "SecurityPortal"), arguments, environment);

    /// <inheritdoc cref="Start"/>
    /// <param name="folder">The working folder.</param>
    public static PortalProcess StartIn(
        string folder, IEnumerable<string> arguments, params IEnumerable<(string Key, string Value)> environment)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (key, value) in environment)
        {
            start.Environment[key] = value;
        }

        return new(Process.Start(start)!);
    }

    /// <summary>Returns the next line of output; null once the process has ended.</summary>
    public async Task<string?> ReadLineAsync()
    {
        using var timeout = new CancellationTokenSource(Patience);
        return await _lines.Reader.WaitToReadAsync(timeout.Token) && _lines.Reader.TryRead(out var line) ? line : null;
    }

    public Task WriteLineAsync(string line) => _process.StandardInput.WriteLineAsync(line);

    /// <summary>Kills it as <c>kill -9</c> does: immediately, whatever it is doing.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await WaitForEndAsync();
    }

    public async Task WaitForEndAsync()
    {
        using var timeout = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(timeout.Token);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }
}
