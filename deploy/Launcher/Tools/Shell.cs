using System.Diagnostics;
using System.Text;
using Academy.Launcher.Running;

namespace Academy.Launcher.Tools;

/// <summary>Runs a program to its end and hears its output line by line; it ends when the launcher does.</summary>
internal static class Shell
{
    public static async Task<(int ExitCode, string Output)> Run(
        string program,
        IEnumerable<string> arguments,
        Action<string>? heard = null,
        IReadOnlyDictionary<string, string>? environment = null,
        CancellationToken cancel = default)
    {
        string[] dieWithOwner = OperatingSystem.IsLinux() && OnPath.Find("setpriv") is { } setpriv ? [setpriv, "--pdeathsig", "KILL", "--"] : [];
        string[] command = [.. dieWithOwner, OnPath.Find(program) ?? program, .. arguments];
        var info = new ProcessStartInfo(command[0], command.Skip(1))
        {
            WorkingDirectory = Directory.Exists(Repository.Root) ? Repository.Root : ".",
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            info.Environment[name] = value;
        var output = new StringBuilder();
        using var process = await ChildProcess.BeginOnLastingThread(() => Process.Start(info)!);
        process.StandardInput.Close();
        await Task.WhenAll(Hear(process.StandardOutput), Hear(process.StandardError));
        await process.WaitForExitAsync(CancellationToken.None);
        cancel.ThrowIfCancellationRequested();
        return (process.ExitCode, output.ToString());

        async Task Hear(StreamReader reader)
        {
            await using var ending = cancel.Register(() => process.Kill(entireProcessTree: true));
            while (await reader.ReadLineAsync(CancellationToken.None) is { } line)
            {
                lock (output)
                    output.AppendLine(line);
                heard?.Invoke(line);
            }
        }
    }
}
