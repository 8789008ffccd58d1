using System.Buffers.Binary;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace SecurityPortal.Tests.Fixtures;

/// <summary>
/// Talks to the hub of interactive pages as a browser's script does, over a WebSocket in MessagePack, and can send what no
/// script of ours would.
/// </summary>
internal sealed class HubClient : IAsyncDisposable
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private readonly WebSocket _socket;
    private readonly List<byte> _received = [];
    private int _calls;

    private HubClient(WebSocket socket) => _socket = socket;

    /// <summary>Opens a connection as the person who is signed in with this cookie.</summary>
    public static async Task<HubClient> ConnectAsync(Portal portal, string sessionToken)
    {
        using var http = portal.CreateClient();
        using var negotiate = new HttpRequestMessage(HttpMethod.Post, "https://localhost/_blazor/negotiate?negotiateVersion=1");
        negotiate.Headers.Add("Origin", "https://localhost");
        negotiate.Headers.Add("Cookie", $"__Host-portal-session={sessionToken}");
        using var answer = JsonDocument.Parse(await (await http.SendAsync(negotiate, Stop)).Content.ReadAsStringAsync(Stop));
        var client = portal.Server.CreateWebSocketClient();
        client.ConfigureRequest = request =>
        {
            request.Headers.Cookie = $"__Host-portal-session={sessionToken}";
            request.Headers.Origin = "https://localhost";
        };
        var token = answer.RootElement.GetProperty("connectionToken").GetString()!;
        var socket = await client.ConnectAsync(new Uri($"wss://localhost/_blazor?id={Uri.EscapeDataString(token)}"), Stop);
        var hub = new HubClient(socket);
        await socket.SendAsync(
            Encoding.UTF8.GetBytes("{\"protocol\":\"blazorpack\",\"version\":1}\u001e"), WebSocketMessageType.Text, true, Stop);
        while (!hub._received.Contains(0x1e))
        {
            await hub.ReceiveAsync();
        }

        hub._received.RemoveRange(0, hub._received.IndexOf(0x1e) + 1);
        return hub;
    }

    /// <summary>Calls a hub method with string arguments; returns a string, a bool or null.</summary>
    public async Task<object?> CallAsync(string method, params string[] arguments)
    {
        var id = $"{++_calls}";
        List<byte> message = [0x95, 0x01, 0x80];
        Write(message, id);
        Write(message, method);
        message.Add((byte)(0x90 | arguments.Length));
        foreach (var argument in arguments)
        {
            Write(message, argument);
        }

        await _socket.SendAsync(new([.. Length(message.Count), .. message]), WebSocketMessageType.Binary, true, Stop);
        while (true)
        {
            // A completion: type 3, headers, the call's id, kind of result, result.
            if (await NextAsync() is [3L, _, string answered, long kind, ..] frame && answered == id)
            {
                return kind == 3 ? frame[4] : null;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        _socket.Dispose();
        await ValueTask.CompletedTask;
    }

    private async Task<object?[]> NextAsync()
    {
        while (true)
        {
            var (size, prefix) = Prefix();
            if (prefix > 0 && _received.Count >= prefix + size)
            {
                var frame = _received.GetRange(prefix, size).ToArray();
                _received.RemoveRange(0, prefix + size);
                var at = 0;
                return (object?[])Read(frame, ref at)!;
            }

            await ReceiveAsync();
        }
    }

    private async Task ReceiveAsync()
    {
        var buffer = new byte[64 * 1024];
        var result = await _socket.ReceiveAsync(buffer, Stop);
        Assert.NotEqual(WebSocketMessageType.Close, result.MessageType);
        _received.AddRange(buffer.AsSpan(0, result.Count));
    }

    // Reads the length of a message: seven bits per byte, lowest first.
    private (int Size, int Prefix) Prefix()
    {
        var size = 0;
        for (var i = 0; i < _received.Count; i++)
        {
            size |= (_received[i] & 0x7F) << (7 * i);
            if (_received[i] < 0x80)
            {
                return (size, i + 1);
            }
        }

        return (0, 0);
    }

    private static IEnumerable<byte> Length(int size)
    {
        for (; size >= 0x80; size >>= 7)
        {
            yield return (byte)(size | 0x80);
        }

        yield return (byte)size;
    }

    private static void Write(List<byte> message, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        message.AddRange([0xDA, (byte)(bytes.Length >> 8), (byte)bytes.Length, .. bytes]);
    }

    /// <summary>Reads the part of MessagePack that the hub sends.</summary>
    private static object? Read(byte[] data, ref int at)
    {
        var type = data[at++];
        switch (type)
        {
            case < 0x80: return (long)type;
            case < 0x90: return Many(data, ref at, 2 * (type & 0x0F));
            case < 0xA0: return Many(data, ref at, type & 0x0F);
            case < 0xC0: return Text(data, ref at, type & 0x1F);
            case 0xC0: return null;
            case 0xC2: return false;
            case 0xC3: return true;
            case 0xC4 or 0xD9: return Text(data, ref at, data[at++]);
            case 0xC5 or 0xDA: return Text(data, ref at, Number(data, ref at, 2));
            case 0xC6 or 0xDB: return Text(data, ref at, Number(data, ref at, 4));
            case 0xCC or 0xD0: return (long)Number(data, ref at, 1);
            case 0xCD or 0xD1: return (long)Number(data, ref at, 2);
            case 0xCE or 0xD2: return (long)Number(data, ref at, 4);
            case 0xCF or 0xD3: return BinaryPrimitives.ReadInt64BigEndian(data.AsSpan((at += 8) - 8));
            case 0xDC: return Many(data, ref at, Number(data, ref at, 2));
            case >= 0xE0: return (long)(sbyte)type;
            default: throw new InvalidOperationException($"The hub sent a {type:X2}.");
        }
    }

    private static object?[] Many(byte[] data, ref int at, int count)
    {
        var items = new object?[count];
        for (var i = 0; i < count; i++)
        {
            items[i] = Read(data, ref at);
        }

        return items;
    }

    private static string Text(byte[] data, ref int at, int length) => Encoding.UTF8.GetString(data, (at += length) - length, length);

    private static int Number(byte[] data, ref int at, int bytes)
    {
        var number = 0;
        for (var i = 0; i < bytes; i++)
        {
            number = (number << 8) | data[at++];
        }

        return number;
    }
}
