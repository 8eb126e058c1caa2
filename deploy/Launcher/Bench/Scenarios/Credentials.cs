using System.Text.Json;
using Academy.Launcher.Tools;

namespace Academy.Launcher.Bench.Scenarios;

/// <summary>
/// Credentials made and verified on one core, with nobody asked: against bare ECDSA, and against the peers in Node, which are installed from
/// npm under the bench's own folder. Of ours, what is counted is the whole: entry to signed text, and text to believed claims.
/// </summary>
internal sealed class Credentials : IScenario
{
    public string Id => "P9";

    public string What => "credential issued and verified, one core";

    public async Task Measure(Rig rig, CancellationToken cancel)
    {
        var (issue, check) = (new List<Round>(), new List<Round>());
        for (var round = 0; round < rig.FewRounds; round++)
        {
            issue.Add(await rig.Inside.Measure("issue", rig.Seconds, cancel));
            check.Add(await rig.Inside.Measure("check", rig.Seconds, cancel));
        }

        rig.Findings.Add(new Line(Id, "credential issued, one core", "/s", "bare ECDSA signature", Target.AtLeast(0.75), issue));
        rig.Findings.Add(new Line(Id, "credential verified, one core", "/s", "bare ECDSA verification", Target.AtLeast(0.8), check));
        var tier = (await rig.Inside.Measure("tier", rig.Seconds, cancel)).Ours;
        rig.Findings.Shows("P10", "tiers worked out on one core, twenty entries each", $"{tier:N0} /s", "≥ 200,000 /s", tier >= 200_000);
        foreach (var peer in await Peers(rig, cancel))
            Tell(rig, peer, issue[^1].Ours, check[^1].Ours);
    }

    private static void Tell(Rig rig, Peer peer, double ownIssue, double ownCheck)
    {
        if (peer.Failure is { } failure)
        {
            rig.Findings.Shows("P9", peer.Name, $"could not be measured: {failure}", "", isMet: false);
            return;
        }

        var isWhole = peer.Name != "jose";
        rig.Findings.Add(new Line("P9", $"credential issued, beside {peer.Name} in Node", "/s", $"{peer.Name} {peer.Version}", Target.AtLeast(isWhole ? 100 : 1), [new Round(ownIssue, peer.Issue)]));
        rig.Findings.Add(new Line("P9", $"credential verified, beside {peer.Name} in Node", "/s", $"{peer.Name} {peer.Version}", Target.AtLeast(isWhole ? 45 : 1), [new Round(ownCheck, peer.Verify)]));
    }

    private static async Task<List<Peer>> Peers(Rig rig, CancellationToken cancel)
    {
        var folder = Path.Combine(Home.Folder, "bench", "peers");
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "deploy", "bench", "peers")))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        if (!Directory.Exists(Path.Combine(folder, "node_modules")))
            await Run("npm", ["install", "--prefix", folder, "--no-audit", "--no-fund", "--loglevel", "error"], cancel);
        var output = await Run("node", [Path.Combine(folder, "peers.mjs"), rig.Seconds.ToString(System.Globalization.CultureInfo.InvariantCulture)], cancel);
        var said = output.Split('\n').First(line => line.StartsWith("RESULT ", StringComparison.Ordinal));
        return JsonSerializer.Deserialize<List<Peer>>(said["RESULT ".Length..], Demo.ApiClient.Json)!;
    }

    private static async Task<string> Run(string program, string[] arguments, CancellationToken cancel)
    {
        var (exitCode, output) = await Shell.Run(program, arguments, cancel: cancel);
        return exitCode == 0 ? output : throw new AdviceException($"{program} ended with {exitCode}: {output}");
    }

    private sealed record Peer(string Name, string Version, double Issue, double Verify, string? Failure);
}
