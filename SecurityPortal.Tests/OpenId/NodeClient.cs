using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.OpenId;

/// <summary>An application built with <c>openid-client</c> and <c>jose</c>, in its own process (<c>client.mjs</c>).</summary>
internal sealed class NodeClient : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly Process _process = Process.Start(new ProcessStartInfo("node", [Path.Combine(NodePackages.Folder, "client.mjs")])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
    })!;

    /// <summary>Runs a command; a failure comes back as <c>failed</c>.</summary>
    public async Task<JsonElement> TryAsync(string what, object? given = null)
    {
        var line = JsonSerializer.SerializeToNode(given ?? new { }) as JsonObject;
        line!["do"] = what;
        await _process.StandardInput.WriteLineAsync(line.ToJsonString());
        await _process.StandardInput.FlushAsync();
        var answer = await _process.StandardOutput.ReadLineAsync().WaitAsync(Patience);
        return JsonDocument.Parse(answer ?? throw new InvalidOperationException("The client has ended.")).RootElement;
    }

    /// <summary>Runs a command that must not fail.</summary>
    public async Task<JsonElement> DoAsync(string what, object? given = null)
    {
        var answer = await TryAsync(what, given);
        Assert.False(answer.TryGetProperty("failed", out _), $"{what}: {answer}");
        return answer;
    }

    /// <summary>Returns the address that it sends the browser to.</summary>
    public async Task<string> StartAsync(object parameters, bool pushed = false) =>
        (await DoAsync("start", new { pushed, parameters })).GetProperty("url").GetString()!;

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
