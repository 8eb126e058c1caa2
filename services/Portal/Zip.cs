using System.IO.Compression;

namespace Academy.Portal;

/// <summary>Several files in one, written as they come.</summary>
internal static class Zip
{
    public static Task<ZipArchive> Into(Stream stream, CancellationToken cancellationToken)
        => ZipArchive.CreateAsync(stream, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellationToken);

    public static async Task Put(this ZipArchive zip, string name, byte[] content, CancellationToken cancellationToken)
    {
        await using var file = await zip.CreateEntry(name).OpenAsync(cancellationToken);
        await file.WriteAsync(content, cancellationToken);
    }
}
