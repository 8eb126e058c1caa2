using System.Net;
using System.Net.Sockets;

namespace Academy.Launcher.Running;

/// <summary>
/// Ports nobody listens on, outside the range the system takes outgoing connections' ports from: a port from that range
/// may be taken by somebody's connection while a killed service is down, and the service could not come back.
/// </summary>
public static class FreePorts
{
    private const int First = 20_000;
    private const int Last = 31_999;
    private static readonly Lock Gate = new();
    private static int next = Random.Shared.Next(First, Last);

    public static int Next()
    {
        lock (Gate)
        {
            for (var tried = 0; tried <= Last - First; tried++)
            {
                next = next == Last ? First : next + 1;
                if (IsFree(next))
                    return next;
            }
        }

        throw new AdviceException($"No port between {First} and {Last} is free. End some of the programs that listen there.");
    }

    public static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port) { ExclusiveAddressUse = true };
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
