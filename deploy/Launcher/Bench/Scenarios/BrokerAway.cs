using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

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
        var bodies = await CheckByCode.Shares(rig, await rig.People.Own(cancel), cancel);
        var checks = CheckByCode.Checks(rig, bodies);
        var before = await Answers(rig, bodies, cancel);
        var (answered, others) = (0, 0);
        await broker.Stop();
        try
        {
            // A run in which a check fails ends here.
            for (var run = 0; run * rig.Seconds < MostSeconds && answered < Checks; run++)
                answered += (await Bench.Rounds.Run(checks, rig.Seconds, cancel)).Requests;
            var meanwhile = await Answers(rig, bodies, cancel);
            others = before.Zip(meanwhile).Count(pair => !JsonNode.DeepEquals(pair.First, pair.Second));
        }
        finally
        {
            await broker.StartAgain(cancel);
        }

        rig.Findings.Shows(Id, What, $"{answered:N0} answered, 0 failed; of {bodies.Count:N0} asked before and meanwhile {others} say something else", string.Create(CultureInfo.InvariantCulture, $"{Checks:N0}, 0 failed, none says anything else"), answered >= Checks && others == 0);
    }

    /// <summary>What is found by each code, without what names the check itself.</summary>
    private static async Task<List<JsonNode>> Answers(Rig rig, IEnumerable<string> bodies, CancellationToken cancel)
    {
        using var http = new HttpClient { BaseAddress = rig.Gateway };
        var answers = new List<JsonNode>();
        foreach (var body in bodies)
        {
            using var check = new HttpRequestMessage(HttpMethod.Post, new Uri("api/passport/v1/checks", UriKind.Relative));
            check.Content = new StringContent(body, new MediaTypeHeaderValue("application/json"));
            check.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
            using var answer = await http.SendAsync(check, cancel);
            var found = JsonNode.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(cancel))!.AsObject();
            foreach (var own in new[] { "checkId", "checkedAt", "receipt" })
                found.Remove(own);
            answers.Add(found);
        }

        return answers;
    }
}
