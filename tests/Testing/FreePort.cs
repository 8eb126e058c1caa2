using System.Net;
using System.Net.Sockets;

namespace Academy.Testing;

/// <summary>
/// A port for a service that has to know it before it listens. It is outside the range the system takes the ports of outgoing connections
/// from, and outside that of the launcher: what was free a moment ago would otherwise now and then be somebody's connection.
/// </summary>
public static class FreePort
{
    private const int First = 12_000;
    private const int Last = 19_999;
    private static int _next = Random.Shared.Next(First, Last);

    public static int Next()
    {
        while (true)
        {
            var port = First + (Interlocked.Increment(ref _next) % (Last - First));
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port) { ExclusiveAddressUse = true };
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody listens there; the next one.
            }
        }
    }
}
