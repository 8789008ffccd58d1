using System.Diagnostics;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Benchmarks;

/// <summary>A program that people sign in to, built for release and run as a process of its own.</summary>
internal abstract class Contender : IAsyncDisposable
{
    private PortalProcess? _process;

    protected string Folder { get; } = Directory.CreateTempSubdirectory("benchmark-").FullName;

    public abstract string Name { get; }

    public Uri Address { get; private set; } = null!;

    /// <summary>The path of the page for the first step.</summary>
    public abstract string SignInPath { get; }

    /// <summary>The path of the page on which a person turns methods on and off.</summary>
    public abstract string MethodsPath { get; }

    /// <summary>The name of the cookie that only a signed-in person has.</summary>
    public abstract string SessionCookie { get; }

    public PortalProcess Running => _process!;

    /// <summary>Builds the program and creates people to sign in with.</summary>
    public abstract Task PrepareAsync(int people);

    /// <summary>Returns a new connection for a browser.</summary>
    public virtual HttpMessageInvoker NewConnection() => FormClient.NewConnection();

    /// <summary>Marks the browser as one in which the people have signed in before, where that makes a difference.</summary>
    public virtual void MakeKnown(FormClient client)
    {
    }

    /// <summary>Submits the password step of a sign-in.</summary>
    public abstract Task TypePasswordAsync(FormClient client, string name);

    public abstract Task TypeCodeAsync(FormClient client, string code);

    /// <summary>Starts the program and waits until it reports that it listens.</summary>
    public async Task StartAsync(params IEnumerable<(string Key, string Value)> settings)
    {
        _process = Launch([
            ("ASPNETCORE_URLS", "http://127.0.0.1:0"),
            ("Logging__LogLevel__Default", "Warning"),
            ("Logging__LogLevel__Microsoft.Hosting.Lifetime", "Information"),
            .. settings]);
        const string Sign = "Now listening on: ";
        string? line;
        do
        {
            line = await _process.ReadLineAsync() ?? throw new InvalidOperationException($"{Name} ended: {_process.Log}");
        }
        while (!line.Contains(Sign, StringComparison.Ordinal));

        // Browsers keep Secure cookies over plain HTTP only for this name.
        Address = new UriBuilder(line[(line.IndexOf(Sign, StringComparison.Ordinal) + Sign.Length)..].Trim()) { Host = "localhost" }.Uri;
    }

    public async Task StopAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
            _process = null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
    }

    protected abstract PortalProcess Launch(IReadOnlyList<(string Key, string Value)> settings);

    protected static async Task RunAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, output);
    }
}
