using System.Net.Sockets;
using System.Text;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Platform.Health;

/// <summary>The portal notifies systemd when it serves and when it begins to stop (<c>Type=notify</c>).</summary>
public sealed class SystemdTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly string _folder = Directory.CreateTempSubdirectory("portal-systemd-").FullName;
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);

    public ValueTask InitializeAsync()
    {
        _socket.Bind(new UnixDomainSocketEndPoint(Path.Combine(_folder, "notify")));
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task The_portal_says_that_it_serves_once_it_does_and_that_it_stops()
    {
        await using var portal = await RunningPortal.StartAsync(
            ("NOTIFY_SOCKET", Path.Combine(_folder, "notify")),
            ("ConnectionStrings__Portal", $"Data Source={Path.Combine(_folder, "portal.db")}"), ("Database__KeyRing", Path.Combine(_folder, "keys")));

        Assert.Contains("READY=1", await HearAsync(), StringComparison.Ordinal);
        await portal.StopAsync();

        Assert.Contains("STOPPING=1", await HearAsync(), StringComparison.Ordinal);
        Assert.Equal(0, portal.ExitCode);
    }

    private async Task<string> HearAsync()
    {
        using var timeout = new CancellationTokenSource(Patience);
        var buffer = new byte[256];
        var length = await _socket.ReceiveAsync(buffer, SocketFlags.None, timeout.Token);
        return Encoding.UTF8.GetString(buffer, 0, length);
    }
}
