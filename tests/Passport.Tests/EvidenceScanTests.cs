using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Academy.Passport.Domain;
using Academy.Passport.EvidenceFiles;

namespace Academy.Passport.Tests;

/// <summary>Against a listener that speaks as a ClamAV daemon does.</summary>
public sealed class EvidenceScanTests
{
    [Fact]
    public async Task Without_a_scanner_nothing_is_said_to_be_clean()
        => (await Scan(null, "%PDF-"u8.ToArray())).ShouldBe(ScanResult.NotScanned);

    [Theory]
    [InlineData("stream: OK\0", ScanResult.Clean)]
    [InlineData("stream: Win.Test.EICAR_HDB-1 FOUND\0", ScanResult.Infected)]
    internal async Task The_scanner_gets_the_whole_file_and_its_word_counts(string answer, ScanResult result)
    {
        using var scanner = new Scanner(answer);
        var content = new byte[300_000];
        Random.Shared.NextBytes(content);

        (await Scan(scanner.Address, content)).ShouldBe(result);
        (await scanner.Received).ShouldBe(content);
    }

    [Theory]
    [InlineData("INSTREAM size limit exceeded. ERROR\0")]
    [InlineData("")]
    public async Task A_scanner_that_does_not_say_what_it_found_lets_nothing_in(string answer)
    {
        using var scanner = new Scanner(answer);
        (await Should.ThrowAsync<ScannerDown>(() => Scan(scanner.Address, "%PDF-"u8.ToArray()))).Status.ShouldBe(503);
    }

    [Fact]
    public async Task A_scanner_that_is_not_there_lets_nothing_in()
    {
        var scanner = new Scanner("");
        scanner.Dispose();
        await Should.ThrowAsync<ScannerDown>(() => Scan(scanner.Address, "%PDF-"u8.ToArray()));
    }

    [Theory]
    [InlineData("clamav")]
    [InlineData(":3310")]
    [InlineData("clamav:port")]
    public void An_address_that_is_none_is_refused_at_the_start(string address)
        => Should.Throw<InvalidOperationException>(() => Of(address)).Message.ShouldContain("host:port");

    private static Task<ScanResult> Scan(string? address, byte[] content) => Of(address).Scan(content, CancellationToken.None);

    private static MalwareScan Of(string? address)
        => new(new ConfigurationBuilder().AddInMemoryCollection([new("Evidence:Scanner", address)]).Build());

    private sealed class Scanner : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

        public Scanner(string answer)
        {
            _listener.Start();
            Address = $"127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";
            Received = Serve(answer);
        }

        public string Address { get; }

        public Task<byte[]> Received { get; }

        public void Dispose() => _listener.Dispose();

        private async Task<byte[]> Serve(string answer)
        {
            try
            {
                using var connection = await _listener.AcceptTcpClientAsync();
                await using var stream = connection.GetStream();
                var command = new byte["zINSTREAM\0".Length];
                await stream.ReadExactlyAsync(command);
                Encoding.ASCII.GetString(command).ShouldBe("zINSTREAM\0");
                using var content = new MemoryStream();
                var length = new byte[sizeof(int)];
                while (true)
                {
                    await stream.ReadExactlyAsync(length);
                    if (BinaryPrimitives.ReadInt32BigEndian(length) is not (> 0 and var chunk))
                    {
                        break;
                    }

                    var part = new byte[chunk];
                    await stream.ReadExactlyAsync(part);
                    content.Write(part);
                }

                await stream.WriteAsync(Encoding.ASCII.GetBytes(answer));
                return content.ToArray();
            }
            catch (SocketException)
            {
                return [];
            }
        }
    }
}
