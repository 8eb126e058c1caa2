using System.Runtime.InteropServices;

namespace Academy.Launcher;

/// <summary>Ctrl+C, SIGTERM and a closed terminal ask for an orderly stop instead of ending the launcher in the middle.</summary>
internal sealed class Interrupt : IDisposable
{
    private readonly CancellationTokenSource asked = new();
    private readonly PosixSignalRegistration[] registrations;

    public Interrupt()
    {
        registrations = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT }
            .Select(signal => PosixSignalRegistration.Create(signal, Ask))];
    }

    public CancellationToken Token => asked.Token;

    public void Dispose()
    {
        foreach (var registration in registrations)
            registration.Dispose();
        asked.Dispose();
    }

    private void Ask(PosixSignalContext context)
    {
        context.Cancel = true;
        asked.Cancel();
    }
}
