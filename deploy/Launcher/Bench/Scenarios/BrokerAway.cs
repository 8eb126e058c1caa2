using System.Globalization;

namespace Academy.Launcher.Bench.Scenarios;

/// <summary>Checks while RabbitMQ is stopped: whoever looks at a passport need not know.</summary>
internal sealed class BrokerAway : IScenario
{
    private const int Checks = 10_000;
    private const int MostSeconds = 60;

    public string Id => "R2d";

    public string What => "checks with the broker stopped";

    public async Task Measure(Rig rig, CancellationToken cancel)
    {
        var broker = rig.County.Platform.RabbitMq ?? throw new AdviceException("The broker is somebody else's, and is not stopped.");
        var checks = CheckByCode.Checks(rig, await CheckByCode.Shares(rig, await rig.People.Own(cancel), cancel));
        var answered = 0;
        await broker.Stop();
        try
        {
            // A run in which a check fails ends here.
            for (var run = 0; run * rig.Seconds < MostSeconds && answered < Checks; run++)
                answered += (await Bench.Rounds.Run(checks, rig.Seconds, cancel)).Requests;
        }
        finally
        {
            await broker.StartAgain(cancel);
        }

        rig.Findings.Shows(Id, What, $"{answered:N0} answered, 0 failed", string.Create(CultureInfo.InvariantCulture, $"{Checks:N0}, 0 failed"), answered >= Checks);
    }
}
