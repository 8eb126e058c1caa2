using System.Net;
using System.Net.Sockets;

namespace Academy.Passport.Credentials;

/// <summary>Connections that only ever lead out to the internet, never to a machine of ours, whatever a name is made to resolve to.</summary>
internal static class PublicAddress
{
    private static readonly IPNetwork Global = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] Special =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
            "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
        }.Select(IPNetwork.Parse),
    ];

    public static bool Is(IPAddress address)
    {
        var real = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return (real.AddressFamily == AddressFamily.InterNetwork || Global.Contains(real)) && !Special.Any(network => network.Contains(real));
    }

    public static ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken cancellationToken) => Connect(context, Is, cancellationToken);

    /// <summary>The addresses that were looked at are those connected to: the name is not looked up a second time.</summary>
    public static async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, Func<IPAddress, bool> mayConnectTo, CancellationToken cancellationToken)
    {
        var addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancellationToken);
        if (addresses.Length == 0 || !addresses.All(mayConnectTo))
        {
            throw new NotPublic(context.DnsEndPoint.Host);
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

internal sealed class NotPublic(string host) : HttpRequestException($"{host} is not on the public internet.");
