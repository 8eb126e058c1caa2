using System.IO.Compression;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Academy.ServiceDefaults;

/// <summary>
/// The answer to a request, kept for 24 hours so that the same request gets the same answer. It is kept under a hash of the
/// key and encrypted with the key itself, which only the caller has: nobody reads a code or a person's data out of here.
/// </summary>
public sealed class IdempotencyKey
{
    public string Owner { get; set; } = "";

    public string Key { get; set; } = "";

    public byte[] RequestHash { get; set; } = [];

    public int Status { get; set; }

    public string? ContentType { get; set; }

    public string? Location { get; set; }

    public string? Etag { get; set; }

    public byte[] Body { get; set; } = [];

    public DateTimeOffset CreatedAt { get; set; }
}

public static class Idempotency
{
    internal const string Header = "Idempotency-Key";

    /// <summary>
    /// Asks for an <c>Idempotency-Key</c> header: the same key and body get the same answer, another body 422, and a
    /// second request while the first is under way 409 (IETF draft httpapi-idempotency-key-header).
    /// </summary>
    /// <param name="beforeRepeat">
    /// Asked with the kept body before an answer is repeated: throws where it may not be seen any more, and notes that it is seen once more,
    /// in the transaction of the request. Left out where the caller may have the answer again whatever happened since.
    /// </param>
    public static TBuilder Idempotent<TBuilder>(this TBuilder endpoint, Func<HttpContext, ReadOnlyMemory<byte>, Task>? beforeRepeat = null)
        where TBuilder : IEndpointConventionBuilder
        => endpoint.WithMetadata(new IdempotentEndpoint(beforeRepeat));
}

internal sealed record IdempotentEndpoint(Func<HttpContext, ReadOnlyMemory<byte>, Task>? BeforeRepeat);

/// <summary>Runs the request, its events and the keeping of its answer in one transaction.</summary>
internal sealed class IdempotencyMiddleware(RequestDelegate next)
{
    public async Task Invoke(HttpContext http, TimeProvider time)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<IdempotentEndpoint>() is not { } endpoint)
        {
            await next(http);
            return;
        }

        var key = http.Request.Headers[Idempotency.Header].ToString();
        if (key.Length is 0 or > 200)
        {
            throw new BadRequest(
                "idempotency-key-missing",
                $"Send an {Idempotency.Header} header of 1 to 200 characters, a new one for each new request. A UUID is a good choice.");
        }

        var db = http.RequestServices.GetRequiredService<ServiceDb>();
        var owner = Owner(http.User);
        var seal = new AnswerSeal(key);
        var hash = await Hash(http.Request);
        await using var transaction = await db.Database.BeginTransactionAsync(http.RequestAborted);
        var lockId = BitConverter.ToInt64(SHA256.HashData(Encoding.UTF8.GetBytes($"{owner}\n{seal.KeyHash}")));
        var (isMine, kept) = await Take(db, lockId, owner, seal.KeyHash, http.RequestAborted);
        if (!isMine)
        {
            throw new Conflict("request-in-flight", "The same request is being answered just now. Try again in a second.");
        }

        if (kept is null)
        {
            var answer = new IdempotencyKey { Owner = owner, Key = seal.KeyHash, RequestHash = hash, CreatedAt = time.GetUtcNow() };
            var body = await Answer(http, answer);
            if (answer.Status is >= 200 and < 300)
            {
                answer.Body = seal.Close(body);
                db.Add(answer);
                await db.SaveChangesAsync(CancellationToken.None);
                await transaction.CommitAsync(CancellationToken.None);
            }

            await http.Response.Body.WriteAsync(body, http.RequestAborted);
        }
        else if (!kept.RequestHash.AsSpan().SequenceEqual(hash))
        {
            throw new RuleBroken(
                $"This {Idempotency.Header} was used for another request. Use a new key for a new request.", "idempotency-key-reused");
        }
        else
        {
            var body = seal.Open(kept.Body);
            if (endpoint.BeforeRepeat is { } ask)
            {
                await ask(http, body);
                await transaction.CommitAsync(CancellationToken.None);
            }

            await Repeat(http.Response, kept, body);
        }
    }

    /// <summary>Who has used a key: the same account for another organisation, or for the learner it belongs to, is somebody else.</summary>
    private static string Owner(ClaimsPrincipal user) => user.FindFirst("sub")?.Value is { } subject
        ? $"{subject}\n{user.FindFirst("org")?.Value}\n{user.FindFirst("learner_id")?.Value}"
        : "anonymous";

    /// <summary>Holds the key until the transaction ends, then looks for the answer kept under it: two statements, sent together.</summary>
    private static async Task<(bool IsMine, IdempotencyKey? Kept)> Take(
        ServiceDb db, long lockId, string owner, string keyHash, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(
            (NpgsqlConnection)db.Database.GetDbConnection(), (NpgsqlTransaction)db.Database.CurrentTransaction!.GetDbTransaction())
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand("SELECT pg_try_advisory_xact_lock($1)") { Parameters = { new() { Value = lockId } } },
                new NpgsqlBatchCommand("SELECT request_hash, status, content_type, location, etag, body FROM idempotency_keys WHERE owner = $1 AND key = $2")
                {
                    Parameters = { new() { Value = owner }, new() { Value = keyHash } },
                },
            },
        };
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var isMine = reader.GetBoolean(0);
        await reader.NextResultAsync(cancellationToken);
        return (isMine, !await reader.ReadAsync(cancellationToken) ? null : new IdempotencyKey
        {
            RequestHash = reader.GetFieldValue<byte[]>(0),
            Status = reader.GetInt32(1),
            ContentType = reader[2] as string,
            Location = reader[3] as string,
            Etag = reader[4] as string,
            Body = reader.GetFieldValue<byte[]>(5),
        });
    }

    private async Task<byte[]> Answer(HttpContext http, IdempotencyKey answer)
    {
        var body = http.Response.Body;
        using var buffer = new MemoryStream();
        http.Response.Body = buffer;
        try
        {
            await next(http);
        }
        finally
        {
            http.Response.Body = body;
        }

        answer.Status = http.Response.StatusCode;
        answer.ContentType = http.Response.ContentType;
        answer.Location = http.Response.Headers.Location;
        answer.Etag = http.Response.Headers.ETag;
        return buffer.ToArray();
    }

    private static async Task Repeat(HttpResponse response, IdempotencyKey kept, byte[] body)
    {
        response.StatusCode = kept.Status;
        response.ContentType = kept.ContentType;

        // It was made for one caller, who alone has the key.
        response.Headers.CacheControl = "no-store";
        if (kept.Location is not null)
        {
            response.Headers.Location = kept.Location;
        }

        if (kept.Etag is not null)
        {
            response.Headers.ETag = kept.Etag;
        }

        await response.Body.WriteAsync(body);
    }

    private static async Task<byte[]> Hash(HttpRequest request)
    {
        // In memory, however long (Kestrel takes 30 MB at most): a temporary file would outlive a crash with all that is in it.
        request.EnableBuffering(bufferThreshold: int.MaxValue);
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.Path}{request.QueryString}\n"));
        var chunk = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(chunk)) > 0)
        {
            sha.AppendData(chunk, 0, read);
        }

        request.Body.Position = 0;
        return sha.GetHashAndReset();
    }
}

/// <summary>Closes an answer (AES-256-GCM) with the caller's idempotency key, of which only a hash is stored.</summary>
internal sealed class AnswerSeal(string key)
{
    private const byte ZlibHeader = 0x78;

    private readonly byte[] _secret = HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(key), 32, info: "kept answer"u8.ToArray());

    public string KeyHash { get; } = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    public byte[] Close(byte[] answer)
    {
        var packed = Pack(answer);
        var closed = new byte[12 + 16 + packed.Length];
        RandomNumberGenerator.Fill(closed.AsSpan(0, 12));
        using var aes = new AesGcm(_secret, tagSizeInBytes: 16);
        aes.Encrypt(closed.AsSpan(0, 12), packed, closed.AsSpan(28), closed.AsSpan(12, 16));
        return closed;
    }

    public byte[] Open(byte[] closed)
    {
        var packed = new byte[closed.Length - 28];
        using var aes = new AesGcm(_secret, tagSizeInBytes: 16);
        aes.Decrypt(closed.AsSpan(0, 12), closed.AsSpan(28), closed.AsSpan(12, 16), packed);
        return Unpack(packed);
    }

    /// <summary>What is encrypted cannot be compressed by the database any more, and a check's answer is tens of kilobytes.</summary>
    private static byte[] Pack(byte[] answer)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest))
        {
            zlib.Write(answer);
        }

        return packed.ToArray();
    }

    private static byte[] Unpack(byte[] packed)
    {
        // An answer from before they were packed is JSON or nothing.
        if (packed is not [ZlibHeader, ..])
        {
            return packed;
        }

        using var zlib = new ZLibStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var answer = new MemoryStream();
        zlib.CopyTo(answer);
        return answer.ToArray();
    }
}
