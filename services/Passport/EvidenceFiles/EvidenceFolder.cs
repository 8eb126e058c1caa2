namespace Academy.Passport.EvidenceFiles;

/// <summary>A folder with a file each; several instances share it.</summary>
internal sealed class EvidenceFolder : IEvidenceStore
{
    private readonly string _folder;

    public EvidenceFolder(string folder)
    {
        _folder = folder;
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(_folder);
        }
        else
        {
            Directory.CreateDirectory(_folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Complete at the moment it appears under its name.</summary>
    public async Task Put(Guid id, byte[] sealedContent, CancellationToken cancellationToken)
    {
        var unfinished = $"{Path(id)}.{Guid.NewGuid():N}";
        await using (var file = new FileStream(unfinished, FileMode.CreateNew, FileAccess.Write, FileShare.None))
        {
            await file.WriteAsync(sealedContent, cancellationToken);
            file.Flush(flushToDisk: true);
        }

        File.Move(unfinished, Path(id), overwrite: true);
    }

    public async Task<byte[]?> Get(Guid id, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllBytesAsync(Path(id), cancellationToken);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    public Task Delete(Guid id, CancellationToken cancellationToken)
    {
        File.Delete(Path(id));
        return Task.CompletedTask;
    }

    private string Path(Guid id) => System.IO.Path.Combine(_folder, id.ToString("N"));
}
