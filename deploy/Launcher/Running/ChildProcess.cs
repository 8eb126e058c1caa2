using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Academy.Launcher.Running;

/// <summary>
/// A process that ends when its owner does, however the owner ends. On Linux the kernel sees to it; everywhere a note of
/// the process is kept beside its log, so that the next start ends what an earlier one left behind.
/// </summary>
public sealed class ChildProcess : IAsyncDisposable
{
    // The kernel's "parent died" signal is sent when the thread that started the child ends, and pool threads end when idle.
    private static readonly BlockingCollection<Action> Starts = StartingThread();
    private readonly Process process;
    private readonly string note;

    private ChildProcess(Process process, string note)
    {
        this.process = process;
        this.note = note;
    }

    public int Id => process.Id;

    public bool HasExited => process.HasExited;

    public int ExitCode => process.ExitCode;

    public static async Task<ChildProcess> Start(ChildProcessStart start)
    {
        await EndLeftover(start.NoteFile);
        Process running;
        try
        {
            running = await BeginOnLastingThread(() => Begin(start));
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new AdviceException($"{start.File} could not be started: {e.Message}", e);
        }

        await File.WriteAllTextAsync(start.NoteFile, $"{running.Id} {BornAt(running)}");
        return new ChildProcess(running, start.NoteFile);
    }

    /// <summary>Every child is started here, for the sake of the signal it gets when its owner dies.</summary>
    internal static Task<Process> BeginOnLastingThread(Func<Process> begin)
    {
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        Starts.Add(() =>
        {
            try
            {
                started.SetResult(begin());
            }
            catch (Exception e)
            {
                started.SetException(e);
            }
        });
        return started.Task;
    }

    /// <summary>Ends what an earlier owner started under this note and left behind; a reused process id is left alone.</summary>
    public static async Task EndLeftover(string noteFile)
    {
        if (!File.Exists(noteFile))
            return;
        var words = (await File.ReadAllTextAsync(noteFile)).Split(' ', 2);
        if (words.Length == 2 && int.TryParse(words[0], CultureInfo.InvariantCulture, out var id))
        {
            try
            {
                using var leftover = Process.GetProcessById(id);
                if (BornAt(leftover) == words[1])
                {
                    leftover.Kill(entireProcessTree: true);
                    await leftover.WaitForExitAsync();
                }
            }
            catch (Exception e) when (e is ArgumentException or InvalidOperationException)
            {
                // It is gone already, which is what was wanted.
            }
        }

        File.Delete(noteFile);
    }

    /// <summary>Asks the process to end, waits, and kills it when it does not.</summary>
    public async Task Stop(Signal ask, TimeSpan patience)
    {
        if (!HasExited && !OperatingSystem.IsWindows())
        {
            // A paused process takes no signal but SIGKILL until it goes on.
            Signals.Send(Id, Signal.Continue);
            Signals.Send(Id, ask);
            using var time = new CancellationTokenSource(patience);
            try
            {
                await process.WaitForExitAsync(time.Token);
            }
            catch (OperationCanceledException)
            {
                // Killed below.
            }
        }

        await Kill();
    }

    /// <summary>SIGKILL to the process and everything it started.</summary>
    public async Task Kill()
    {
        if (!HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        File.Delete(note);
    }

    public Task WaitForExit(CancellationToken cancel = default) => process.WaitForExitAsync(cancel);

    public void Send(Signal signal) => Signals.Send(Id, signal);

    public async ValueTask DisposeAsync()
    {
        await Kill();
        process.Dispose();
    }

    private static Process Begin(ChildProcessStart start)
    {
        var command = start.Command();
        var info = new ProcessStartInfo(command[0], command.Skip(1))
        {
            WorkingDirectory = start.WorkingFolder,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        foreach (var name in start.EnvironmentToForget)
            info.Environment.Remove(name);
        foreach (var (name, value) in start.Environment)
            info.Environment[name] = value;
        // Elsewhere the shell in front of the program has already turned its output to the log.
        info.RedirectStandardOutput = info.RedirectStandardError = OperatingSystem.IsWindows();
        var begun = Process.Start(info)!;
        if (OperatingSystem.IsWindows())
            CopyOutput(begun, start.LogFile);
        return begun;
    }

    private static void CopyOutput(Process process, string logFile)
    {
        var log = TextWriter.Synchronized(new StreamWriter(logFile, append: true) { AutoFlush = true });
        process.OutputDataReceived += (_, line) => log.WriteLine(line.Data);
        process.ErrorDataReceived += (_, line) => log.WriteLine(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    // Process.StartTime is worked out from the clock and wanders; the kernel's own figure does not.
    private static string BornAt(Process process)
    {
        if (!OperatingSystem.IsLinux())
            return process.StartTime.ToUniversalTime().ToString("s", CultureInfo.InvariantCulture);
        try
        {
            var stat = File.ReadAllText($"/proc/{process.Id}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[19];
        }
        catch (IOException)
        {
            return "gone";
        }
    }

    private static BlockingCollection<Action> StartingThread()
    {
        var starts = new BlockingCollection<Action>();
        new Thread(() =>
        {
            foreach (var start in starts.GetConsumingEnumerable())
                start();
        })
        {
            IsBackground = true,
            Name = "starts child processes",
        }.Start();
        return starts;
    }
}
