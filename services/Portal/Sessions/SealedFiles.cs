using System.Security.Cryptography;
using System.Text;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.DataProtection;

namespace Academy.Portal.Sessions;

/// <summary>
/// What the portal keeps on the server: one sealed file each, under the hash of a key that only the browser has. It survives a restart;
/// several portals share it by sharing the folder, as they share the keys it is sealed with.
/// </summary>
internal sealed class SealedFiles
{
    private readonly string _folder;
    private readonly IDataProtector _seal;
    private readonly TimeProvider _time;

    public SealedFiles(IConfiguration configuration, IDataProtectionProvider protection, TimeProvider time)
    {
        _folder = configuration.GetRequired("Sessions:Folder");
        _seal = protection.CreateProtector("sessions");
        _time = time;
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(_folder);
        }
        else
        {
            Directory.CreateDirectory(_folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    public static string NewKey() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    /// <summary>Complete at the moment it appears under its name, whoever reads meanwhile.</summary>
    public async Task Write(string key, byte[] content)
    {
        var (file, unfinished) = (Path(key), $"{Path(key)}.{Guid.NewGuid():N}");
        await File.WriteAllBytesAsync(unfinished, _seal.Protect(content));
        File.SetLastWriteTimeUtc(unfinished, _time.GetUtcNow().UtcDateTime);
        File.Move(unfinished, file, overwrite: true);
    }

    /// <summary>Nothing, too, if it was sealed with keys that are gone.</summary>
    public async Task<byte[]?> Read(string key)
    {
        try
        {
            return _seal.Unprotect(await File.ReadAllBytesAsync(Path(key)));
        }
        catch (Exception failure) when (failure is FileNotFoundException or CryptographicException)
        {
            return null;
        }
    }

    public void Delete(string key) => File.Delete(Path(key));

    public void DeleteOlderThan(TimeSpan age)
    {
        var until = _time.GetUtcNow().UtcDateTime - age;
        foreach (var file in Directory.EnumerateFiles(_folder).Where(file => File.GetLastWriteTimeUtc(file) < until))
        {
            File.Delete(file);
        }
    }

    private string Path(string key) => System.IO.Path.Combine(_folder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))));
}

/// <summary>Deletes what no browser asks for any more.</summary>
internal sealed class SealedFilesSweeper(SealedFiles files, TimeProvider time, ILogger<SealedFilesSweeper> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var hourly = new PeriodicTimer(TimeSpan.FromHours(1), time);
        while (await hourly.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                files.DeleteOlderThan(SignInSetup.Longest);
            }
            catch (IOException failure)
            {
                logger.LogWarning("Sweeping waits for the next hour: {Failure}", failure.Message);
            }
        }
    }
}
