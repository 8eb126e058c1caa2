using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Academy.Passport.EvidenceFiles;
using Academy.Testing;

namespace Academy.Passport.Tests;

/// <summary>The two places evidence can lie in: a folder, and a bucket of an object store that is not ours (the npm package s3rver).</summary>
public sealed class EvidenceStoreTests(ObjectStore bucket) : IClassFixture<ObjectStore>, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("academy-evidence-");

    public static TheoryData<bool> Places => new(true, false);

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Places))]
    public async Task What_was_put_is_there_until_it_is_deleted(bool inBucket)
    {
        var (store, id, cancel) = (Store(inBucket), Guid.NewGuid(), TestContext.Current.CancellationToken);
        var content = new byte[5 * 1024 * 1024];
        Random.Shared.NextBytes(content);

        await store.Put(id, content, cancel);
        (await store.Get(id, cancel)).ShouldBe(content);
        await store.Put(id, "better"u8.ToArray(), cancel);
        (await store.Get(id, cancel)).ShouldBe("better"u8.ToArray());
        await store.Delete(id, cancel);
        await store.Delete(id, cancel);
        (await store.Get(id, cancel)).ShouldBeNull();
        (await store.Get(Guid.NewGuid(), cancel)).ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task Whoever_has_the_place_reads_nothing_and_another_secret_opens_nothing(bool inBucket)
    {
        var (id, cancel) = (Guid.NewGuid(), TestContext.Current.CancellationToken);
        var text = Encoding.ASCII.GetBytes("a certificate of Amara Okafor");

        await Store(inBucket).Put(id, text, cancel);

        Place(inBucket).EnumerateFiles("*", SearchOption.AllDirectories).ShouldNotBeEmpty();
        Place(inBucket).EnumerateFiles("*", SearchOption.AllDirectories).ShouldAllBe(file => !Encoding.ASCII.GetString(File.ReadAllBytes(file.FullName)).Contains("Amara"));
        (await Store(inBucket, key: 2).Get(id, cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task A_store_that_does_not_answer_does_not_know_the_key_or_lacks_the_bucket_says_so_and_is_never_taken_for_an_empty_one()
    {
        var cancel = TestContext.Current.CancellationToken;
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var closed = silent.LocalEndpoint;
        silent.Stop();

        foreach (var (setting, value) in new[] { ("Address", $"http://{closed}"), ("AccessKey", "another"), ("Name", "no-such-bucket") })
        {
            var store = Store(inBucket: true, key: 1, (setting, value));
            (await Should.ThrowAsync<EvidenceStoreDown>(() => store.Get(Guid.NewGuid(), cancel))).Status.ShouldBe(503);
            await Should.ThrowAsync<EvidenceStoreDown>(() => store.Put(Guid.NewGuid(), [1], cancel));
        }
    }

    private DirectoryInfo Place(bool inBucket) => inBucket ? bucket.Folder : _folder;

    private SealedEvidence Store(bool inBucket, byte key = 1, params (string Name, string Value)[] otherwise)
    {
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Codes:Key"] = Convert.ToBase64String(Enumerable.Repeat(key, 32).ToArray()),
            ["Bucket:Address"] = bucket.Address,
            ["Bucket:Name"] = ObjectStore.Bucket,
            ["Bucket:AccessKey"] = ObjectStore.Key,
            ["Bucket:SecretKey"] = ObjectStore.Key,
        };
        foreach (var (name, value) in otherwise)
        {
            settings[$"Bucket:{name}"] = value;
        }

        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        return new(inBucket ? new EvidenceBucket(configuration.GetSection("Bucket")) : new EvidenceFolder(_folder.FullName), configuration);
    }
}

/// <summary>An object store that is not ours, in a process and a folder of its own.</summary>
public sealed class ObjectStore : IAsyncLifetime
{
    public const string Bucket = "evidence";
    public const string Key = "S3RVER";

    private Process? _process;

    public DirectoryInfo Folder { get; } = Directory.CreateTempSubdirectory("academy-bucket-");

    public string Address { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        _process = Process.Start(new ProcessStartInfo("node", ["node_modules/s3rver/bin/s3rver.js", "-a", "127.0.0.1", "-p", "0", "-d", Folder.FullName, "--configure-bucket", Bucket])
        {
            WorkingDirectory = Repository.File("tests", "Passport.Tests", "ObjectStore"),
            UseShellExecute = false,
            RedirectStandardOutput = true,
        })!;
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Split("listening on ") is [_, var address])
            {
                Address = $"http://{address.Trim()}";
                // What it says later is read by nobody, and must not fill the pipe.
                _ = _process.StandardOutput.ReadToEndAsync();
                return;
            }
        }

        throw new InvalidOperationException("The object store did not start.");
    }

    public async ValueTask DisposeAsync()
    {
        _process!.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        Folder.Delete(recursive: true);
    }
}
