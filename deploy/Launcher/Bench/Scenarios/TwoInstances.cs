using Academy.Launcher.Running;

namespace Academy.Launcher.Bench.Scenarios;

/// <summary>A second Passport service and a second gateway that shares the requests out between both, on the same machine.</summary>
internal sealed class TwoInstances : IScenario
{
    public string Id => "growth";

    public string What => "two instances of the Passport service against one";

    public async Task Measure(Rig rig, CancellationToken cancel)
    {
        var platform = rig.County.Platform;
        await using var second = Another(platform["Passport"], "passport-2", []);
        await using var gateway = Another(platform.Gateway, "gateway-2", new() { ["ReverseProxy__Clusters__passport__Destinations__second__Address"] = $"{second.Address}" });
        foreach (var started in new[] { second, gateway })
        {
            await started.Start();
            await started.WaitUntilReady(TimeSpan.FromSeconds(60), cancel);
        }

        await Compare("passport read, two instances", await PassportRead.Ours(rig, cancel));
        await Compare("check by share code, two instances", CheckByCode.Checks(rig, await CheckByCode.Shares(rig, await rig.People.Own(cancel), cancel)));

        async Task Compare(string what, Side one)
        {
            var line = await new Rounds(rig.FewRounds, rig.Seconds, mostWarmUps: 10, leastWarmUps: 8).Measure(new(Id, what, "one instance", Target.AtLeast(0)) { Ours = one with { Address = gateway.Address }, Bare = one }, cancel);
            rig.Findings.Told(Id, what, $"{line.Ratio.Median:0.00} ({line.Ratio.Least:0.00}–{line.Ratio.Most:0.00}) of what one does: {line.Of(round => round.Ours).Median:N0} /s");
        }
    }

    private static ServiceProcess Another(ServiceProcess first, string name, Dictionary<string, string> more)
    {
        var port = FreePorts.Next();
        var environment = new Dictionary<string, string>(first.Environment) { ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}" };
        foreach (var (setting, value) in more)
            environment[setting] = value;
        return new ServiceProcess(first.Service, port, environment, Path.Combine(Path.GetDirectoryName(first.LogFile)!, $"{name}.log"));
    }
}
