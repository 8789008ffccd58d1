using System.Net;
using System.Net.Sockets;

namespace SecurityPortal.Tests.Fixtures;

/// <summary>For programs that must be told their port, as their own address is part of their configuration.</summary>
internal static class FreePorts
{
    /// <summary>Ports of this machine, all different, on which nobody listens now.</summary>
    public static int[] Find(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(listener => listener.Start());
        int[] ports = [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        listeners.ForEach(listener => listener.Dispose());
        return ports;
    }
}
