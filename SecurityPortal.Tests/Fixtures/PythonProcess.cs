using System.Diagnostics;

namespace SecurityPortal.Tests.Fixtures;

/// <summary>
/// A script beside this file, run by the system's own Python, which finds the libraries that Debian packages.
/// </summary>
internal sealed class PythonProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly Process _process;

    private PythonProcess(Process process) => _process = process;

    public static PythonProcess Start(string script, params IEnumerable<string> arguments) => new(Process.Start(
        new ProcessStartInfo(
            "/usr/bin/python3",
            ["-W", "ignore", Path.Combine(Repository.Root, "SecurityPortal.Tests", "Fixtures", script), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!);

    public async Task<string> ReadLineAsync()
    {
        using var timeout = new CancellationTokenSource(Patience);
        return await _process.StandardOutput.ReadLineAsync(timeout.Token)
            ?? throw new InvalidOperationException("The script has ended.");
    }

    /// <summary>The same without a timeout.</summary>
    public async Task<string> ReadForeverAsync() =>
        await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The script has ended.");

    public Task WriteLineAsync(string line) => _process.StandardInput.WriteLineAsync(line);

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }
}
