using System.Net;
using Academy.ServiceDefaults;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace Academy.Passport.EvidenceFiles;

/// <summary>
/// A bucket of an object store that speaks S3 (MinIO, Ceph, Garage, AWS and others), which is there already and lets nobody else in. Buckets are
/// named by path, and checksums that only AWS knows are not sent.
/// </summary>
internal sealed class EvidenceBucket(IConfiguration settings) : IEvidenceStore, IDisposable
{
    private readonly string _bucket = settings.GetRequired("Name");
    private readonly AmazonS3Client _client = new(
        new BasicAWSCredentials(settings.GetRequired("AccessKey"), settings.GetRequired("SecretKey")),
        new AmazonS3Config
        {
            ServiceURL = settings.GetRequired("Address"),
            AuthenticationRegion = settings["Region"] ?? "us-east-1",
            ForcePathStyle = true,
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
            MaxErrorRetry = 2,
            Timeout = TimeSpan.FromSeconds(15),
        });

    public Task Put(Guid id, byte[] sealedContent, CancellationToken cancellationToken) => Ask(async () =>
    {
        using var content = new MemoryStream(sealedContent, writable: false);
        return await _client.PutObjectAsync(
            new PutObjectRequest { BucketName = _bucket, Key = Key(id), InputStream = content, ContentType = "application/octet-stream", UseChunkEncoding = false }, cancellationToken);
    });

    public Task<byte[]?> Get(Guid id, CancellationToken cancellationToken) => Ask(async () =>
    {
        using var found = await _client.GetObjectAsync(_bucket, Key(id), cancellationToken);
        using var content = new MemoryStream();
        await found.ResponseStream.CopyToAsync(content, cancellationToken);
        return content.ToArray();
    });

    public Task Delete(Guid id, CancellationToken cancellationToken) => Ask(() => _client.DeleteObjectAsync(_bucket, Key(id), cancellationToken));

    public void Dispose() => _client.Dispose();

    private static string Key(Guid id) => id.ToString("N");

    /// <summary>Nothing where the object is not there; a bucket that is not there is a store that does not work.</summary>
    private static async Task<T?> Ask<T>(Func<Task<T>> request)
        where T : class
    {
        try
        {
            return await request();
        }
        catch (AmazonS3Exception failure) when (failure is { StatusCode: HttpStatusCode.NotFound, ErrorCode: "NoSuchKey" })
        {
            return null;
        }
        catch (Exception failure) when (failure is AmazonClientException or AmazonServiceException or HttpRequestException or IOException)
        {
            throw new EvidenceStoreDown();
        }
    }
}
