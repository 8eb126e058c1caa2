using Academy.Passport.Credentials;
using Academy.ServiceDefaults;

namespace Academy.Passport.EvidenceFiles;

/// <summary>A folder, <c>Evidence:Folder</c>, with a sealed file each; several instances share it.</summary>
internal sealed class SealedFolder : IEvidenceStore
{
    private readonly string _folder;
    private readonly KeySeal _seal;

    public SealedFolder(IConfiguration configuration)
    {
        _folder = configuration.GetRequired("Evidence:Folder");
        _seal = new KeySeal(configuration, "evidence");
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
    public async Task Put(Guid id, byte[] content, CancellationToken cancellationToken)
    {
        var unfinished = $"{Path(id)}.{Guid.NewGuid():N}";
        await using (var file = new FileStream(unfinished, FileMode.CreateNew, FileAccess.Write, FileShare.None))
        {
            await file.WriteAsync(_seal.Close($"{id}", content), cancellationToken);
            file.Flush(flushToDisk: true);
        }

        File.Move(unfinished, Path(id), overwrite: true);
    }

    public async Task<byte[]?> Get(Guid id, CancellationToken cancellationToken)
    {
        try
        {
            return _seal.Open($"{id}", await File.ReadAllBytesAsync(Path(id), cancellationToken));
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
