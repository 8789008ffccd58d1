using System.Net;
using System.Net.Sockets;

namespace SecurityPortal.Tests.Fixtures;

/// <summary>Finds ports for programs that need their own address in their configuration.</summary>
internal static class FreePorts
{
    /// <summary>Returns different local ports on which nothing listens now.</summary>
    public static int[] Find(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(listener => listener.Start());
        int[] ports = [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        listeners.ForEach(listener => listener.Dispose());
        return ports;
    }
}
